import { defineNode } from "../kit/define-node.ts";
import { createBehaviour } from "./behaviour.ts";
import { schema } from "./schema.ts";

export default defineNode(schema, createBehaviour);
