/**
 * The doors of docs/architecture.md. They are checked on the compiled JavaScript (`dist/`, and `resources/` for the
 * browser), whose folders are those of the sources. Types vanish there: a test reads the sources for them.
 */

/** Client library -> the only folder in a node's room that may load it. */
const CLIENTS = {
  "node-opcua[^/]*": "opcua",
  "modbus-serial": "modbus",
  "(mqtt|mqtt-packet|jsonata)": "mqtt",
  influx: "influx1",
  "@influxdata/[^/]+": "influx2",
  "onnxruntime-node": "onnx",
};

const clientRules = Object.entries(CLIENTS).flatMap(([library, folder]) => [
  {
    name: `client-in-its-adapter-${folder}`,
    comment: `Only nodes/*/${folder}/ may use ${library}.`,
    severity: "error",
    from: { path: "^dist/nodes/", pathNot: `^dist/nodes/[^/]+/${folder}/` },
    to: { path: `node_modules/${library}/` },
  },
  {
    name: `client-imported-lazily-${folder}`,
    comment: `Load ${library} by await import() when a flow uses it: an idle OPC UA client costs 88 MB.`,
    severity: "error",
    // the one setting of a client that has to be made before any client writes
    from: { path: "^dist/nodes/", pathNot: "^dist/nodes/sensor-source/mqtt/spare-number-cache.js$" },
    to: { path: `node_modules/${library}/`, dynamic: false },
  },
]);

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "models-are-pure",
      comment: "models/ imports models/ and the pure libraries on its short list: no Node, no Node-RED, no client.",
      severity: "error",
      from: { path: "^dist/models/" },
      to: { pathNot: "^dist/models/|node_modules/(typebox|fft\\.js|ml-matrix)/" },
    },
    {
      name: "rooms-do-not-meet",
      comment: "A node's room imports models/, the kit and itself; the kit imports no room.",
      severity: "error",
      from: { path: "^dist/nodes/([^/]+)/" },
      to: { path: "^dist/", pathNot: "^dist/(models/|nodes/(kit|$1)/)" },
    },
    ...clientRules,
    {
      name: "node-red-stays-behind-the-kit",
      comment: "Nodes reach Node-RED through what the kit hands them.",
      severity: "error",
      from: { path: "^dist/(nodes|models)/" },
      to: { path: "node_modules/(node-red|@node-red/[^/]+)/" },
    },
    {
      name: "editor-stays-in-the-browser",
      comment: "Browser code imports the kit's editor files and its own room's, never a behaviour or a library.",
      severity: "error",
      from: { path: "^resources/nodes/([^/]+)/" },
      to: { pathNot: "^resources/nodes/(kit/editor|$1)/" },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: { path: "^(dist|resources)/" },
      to: { circular: true },
    },
    {
      name: "resolvable",
      comment: "What is imported exists and is named in package.json.",
      severity: "error",
      from: { path: "^dist/(models|nodes)/" },
      to: { dependencyTypes: ["unknown", "undetermined", "npm-no-pkg", "npm-unknown", "npm-dev"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    moduleSystems: ["es6"],
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
