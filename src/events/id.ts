/**
 * A short stable id: 64 bits of FNV-1a over the parts, as 13 characters of base 36.
 *
 * Source: Fowler, Noll and Vo, parameters for 64 bits. No cryptographic strength is needed or given.
 */
export function stableId(prefix: string, ...parts: readonly (string | number)[]): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(parts.join('\u0000'))) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  }
  return `${prefix}-${hash.toString(36).padStart(13, '0')}`
}
