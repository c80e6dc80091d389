import { Compile } from "typebox/schema";
import { Proposal } from "./proposal.ts";

const validator = Compile(Proposal);

/** Whether what somebody hands over has the form of a proposal; whether it makes sense is for `checkedRows`. */
export const isProposal = (value: unknown): value is Proposal => validator.Check(value);
