import { defineErrors } from "../../models/errors/define-errors.ts";

export const certificateErrors = defineErrors("CERT", {
  unknown: [
    1,
    "There is no certificate {thumbprint} in {folder}",
    "See which there are with: twinloom certificates list",
  ],
  ambiguous: [2, "Several certificates begin with {thumbprint}: {found}", "Give more of its digits"],
  unreadable: [3, "{file} holds no certificate: {reason}", "Give a certificate in PEM or DER form"],
  ownCertificate: [
    4,
    "{thumbprint} is the certificate of this Twinloom",
    "It is for the servers to trust; give the thumbprint of a server's certificate",
  ],
});
