import type { StoredChain } from '../stored-chain.ts'
export function openPostgresChain(_a: string): Promise<StoredChain> {
  throw new Error()
}
