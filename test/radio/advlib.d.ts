// The part of reelyActive's decoders that the tests use; they come without types.

declare module "advlib-ble" {
  export interface Decoded {
    readonly flags?: readonly number[];
    readonly uuids?: readonly string[];
    readonly serviceData?: readonly { readonly uuid: string; readonly data: string }[];
    readonly txPower?: number;
    readonly uri?: string;
    readonly name?: string;
    readonly manufacturerSpecificData?: readonly unknown[];
  }
  /** @param libraries what makes sense of the services' data */
  export function process(
    data: Uint8Array,
    libraries: readonly object[],
    options: { readonly isPayloadOnly: boolean },
  ): Decoded | null;
}

declare module "advlib-ble-services" {
  export function processServiceData(uuid: string, data: string): object | null;
}
