import { expect } from 'vitest'
import { PATIENCE_MS } from './browser.ts'

/** Asks again until what is expected holds. */
export function eventually(look: () => unknown): ReturnType<typeof expect.poll> {
  return expect.poll(look, { timeout: PATIENCE_MS })
}
