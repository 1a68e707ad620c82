/** The certificates of the authorities that Node trusts. */

import { isNode, nodeModule } from "./bootstrap/host/node-module";

interface Tls {
  rootCertificates: readonly string[];
  /** Node.js 22.15 and later. */
  getCACertificates?(type: "default"): string[];
}

/** Node.js before 22.15 does not tell what it has read from there. */
function extraCertificates(): string[] {
  const path = process.env["NODE_EXTRA_CA_CERTS"];
  try {
    return path ? [nodeModule<typeof import("node:fs")>("fs").readFileSync(path, "utf8")] : [];
  } catch {
    return []; // Node.js goes on without, too, and has warned
  }
}

/** All in one text in the format PEM. */
function ofNode(): string {
  const tls = nodeModule<Tls>("tls");
  const certificates = tls.getCACertificates?.("default") ?? [...tls.rootCertificates, ...extraCertificates()];
  return certificates.join("\n");
}

export const rootCertificates = isNode() ? ofNode : undefined;
