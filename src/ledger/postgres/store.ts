import type { Store, StoreOptions } from '../store.ts'
export function openPostgres(_a: string, _o: StoreOptions): Promise<Store> {
  throw new Error()
}
