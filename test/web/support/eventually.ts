import { expect } from 'vitest'
import { PATIENCE_MS } from './browser.ts'

/** Asks again until what is expected holds. */
export function eventually<Value>(look: () => Promise<Value>) {
  return expect.poll(look, { timeout: PATIENCE_MS })
}
