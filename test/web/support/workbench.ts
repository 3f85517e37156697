import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildServer } from '../../../src/http/server.ts'
import { silentLog } from '../../../src/log.ts'
import type { Ledger } from '../../../src/ledger/ledger.ts'
import { openWorld, worldReader } from '../../support/world.ts'
import { launchBrowser, openPage, type Opened } from './browser.ts'
import { builtPages } from './pages.ts'
import type { BrowserContextOptions } from 'playwright-core'

/** A served ledger with a browser before it. */
export interface Workbench {
  readonly address: string
  readonly ledger: Ledger
  /** A page at a path of the workbench, once it stands still. */
  open(path: string, options?: BrowserContextOptions): Promise<Opened>
  close(): Promise<void>
}

/** Serves the world's ledger with real pages on a free port of this machine, and starts a browser. */
export async function openWorkbench(): Promise<Workbench> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-web-'))
  const ledger = await openWorld(join(folder, 'world.sqlite'))
  const pages = await builtPages()
  const app = await buildServer({ ledger, reader: worldReader(), log: silentLog, host: '127.0.0.1', pages })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const browser = await launchBrowser()
  return {
    address,
    ledger,
    open: async (path, options = {}) => {
      const opened = await openPage(browser, address, options)
      await opened.go(path)
      return opened
    },
    close: async () => {
      await browser.close()
      await app.close()
      await ledger.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
