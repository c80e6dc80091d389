import { defineErrors } from "../../models/errors/define-errors.ts";

export const rulErrors = defineErrors("RUL", {
  notState: [1, "The payload is not a twin state: {reason}", "Wire this node to a twin state"],
  unknownAssetType: [
    2,
    "The asset type {assetType} of {asset} is not known",
    "Choose an asset type in this node, or correct the one in the twin state",
  ],
  otherAssetType: [
    3,
    "{asset} is a {found}, this node forecasts for {expected}",
    "Give each asset type its own RUL predictor, or leave the asset type of this one empty",
  ],
  modelMissing: [4, "The model file {file} can't be read: {reason}", "Restore the file, or choose another engine"],
  modelHash: [
    5,
    "The model file {file} is not the one that its card describes: SHA-256 is {found}, not {expected}",
    "Restore the file, or train the model again",
  ],
  modelCorrupt: [6, "The model file {file} is not a readable ONNX model: {reason}", "Train the model again"],
  modelOpset: [
    7,
    "The model file {file} uses operators that this runtime does not know: {reason}",
    "Export it with an older opset, or update onnxruntime-node",
  ],
  modelShape: [8, "The model file {file} has {found} where its card says {expected}", "Train the model again"],
  modelUnits: [
    9,
    "{asset} sends {feature} in {found}, the model was trained on {expected}",
    "Set the unit of the channel in the asset type, or train a model on these units",
  ],
  noModel: [
    10,
    "There is no trained model for {component} of {assetType}",
    "Choose the engine physics or auto, or put a model in the model folder",
  ],
  noPhysics: [
    11,
    "The asset type {assetType} has no physics model with a component {component}, and no trained model",
    "Train a model for it, or name a physics model in the asset type",
  ],
  runtimeMissing: [12, "onnxruntime-node could not be loaded: {reason}", "Install it, or choose the engine physics"],
  modelRun: [13, "The model {file} failed on its input: {reason}", "Train the model again"],
  keptHistory: [14, "The kept history of {asset} can't be read: {reason}", "It starts anew; nothing is to be done"],
  otherPhysics: [
    15,
    "The physics of {model} has changed since it was trained: {reason}",
    "Train the model again, or choose the engine physics",
  ],
  otherComponent: [
    16,
    "The card {file} is of {found}, not of {expected}",
    "Put each model into the folder of its own asset type and component",
  ],
  noHybrid: [
    17,
    "The {component} of {assetType} has no physics and trained model that were fitted to each other",
    "Run node scripts/hybrid/fit-plant.ts for its asset type, or choose the engine automatic",
  ],
  inputDrift: [
    18,
    "What {asset} sends is no longer as {model} was trained on: {feature} differs from what the other channels let expect (stability index {psi}, of such machines up to {limit})",
    "Check the sensors, their units and how the machine is run; if that is right, train the model on this machine's data too",
  ],
});
