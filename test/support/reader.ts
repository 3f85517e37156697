import { openReader, type Reader } from '../../src/reading/read.ts'

let opened: Promise<Reader> | undefined

/** The shipped model, loaded once for all test files of a worker. */
export function sharedReader(): Promise<Reader> {
  opened ??= openReader()
  return opened
}
