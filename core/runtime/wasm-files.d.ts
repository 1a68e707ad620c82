/** native/call_adaptor/adaptor.wat, assembled by the build; arrives as bytes. */
declare module "call-adaptor.wasm" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
