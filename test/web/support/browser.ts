import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

// Debian's Chromium, without what it asks of the network by itself; a software renderer draws the map.
const FLAGS = [
  '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
] // prettier-ignore

/** Longest wait for a page, in milliseconds: machines that test are often busy. */
export const PATIENCE_MS = 60_000

/** A page of the workbench, with what went wrong on it. */
export interface Opened {
  readonly page: Page
  /** What it asked of others, threw, or was refused by the content security policy. */
  readonly faults: readonly string[]
  /** Goes to another path and waits until the page stands still. */
  go(path: string): Promise<void>
  reload(): Promise<void>
  /** Rules of axe with serious or critical violations, with the places. */
  axe(): Promise<string[]>
  close(): Promise<void>
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
}

/** Opens a page of the server at `origin`. */
export async function openPage(browser: Browser, origin: string, options: BrowserContextOptions): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1360, height: 860 }, reducedMotion: 'reduce', ...options }) // prettier-ignore
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  return {
    page,
    faults: watchFaults(page, origin),
    go: async path => {
      await page.goto(origin + path)
      await settle(page)
    },
    reload: async () => {
      await page.reload()
      await settle(page)
    },
    axe: () => violations(page),
    close: () => context.close(),
  }
}

function watchFaults(page: Page, origin: string): string[] {
  const faults: string[] = []
  page.on('request', request => {
    if (!request.url().startsWith(origin) && !/^(blob|data):/.test(request.url())) faults.push(`asked ${request.url()}`)
  })
  page.on('pageerror', error => faults.push(`threw ${error.message}`))
  page.on('console', message => {
    if (message.type() === 'error') faults.push(`said ${message.text()}`)
  })
  return faults
}

async function settle(page: Page): Promise<void> {
  await page.locator('main h1, main [role=alert]').first().waitFor()
  await page.locator('main .waiting').first().waitFor({ state: 'detached' })
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}
