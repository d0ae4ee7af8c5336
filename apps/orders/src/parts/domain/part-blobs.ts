export interface StoredBlob {
  /** Lower-case hex; the blob's address within its network. */
  readonly sha256: string;
  readonly byteLength: number;
}

/** Where the bytes of parts lie: addressed by content, never changed, separate for each network. */
export abstract class PartBlobs {
  /** Equal bytes are stored once in a network; safe to repeat. Durable when it returns. */
  abstract put(networkId: string, bytes: Uint8Array): Promise<StoredBlob>;

  /** @returns null where the network has no such blob @throws where the stored bytes do not match their address */
  abstract get(networkId: string, sha256: string): Promise<Uint8Array | null>;
}
