import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launchBrowser, openPage } from './support/browser.ts'
import type { Browser, Page } from 'playwright-core'

// Makes the pictures of docs/workbench.md from the examples: `npm run screenshots`, once the program and its pages are built.

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const PARLEY = join(ROOT, 'bin/parley')
const IMAGES = join(ROOT, 'docs/images')

interface Shot {
  readonly name: string
  readonly path: string
  readonly size?: readonly [width: number, height: number]
  readonly dark?: boolean
  /** What a person does before the picture is taken. */
  readonly act?: (page: Page) => Promise<void>
}

const SHOTS: readonly Shot[] = [
  { name: 'processes', path: '/processes' },
  {
    name: 'board',
    path: '/processes/RUS%2BUKR',
    size: [1360, 1100],
    act: async page => {
      await page
        .getByRole('button', { name: /^1,000 on each side/ })
        .first()
        .click()
      await page.evaluate('window.scrollTo(0, 0)')
    },
  },
  { name: 'happenings', path: '/happenings?origins=2' },
  {
    name: 'happening',
    path: '/happenings?origins=3',
    act: async page => {
      await page.locator('.happening-rows a').first().click()
      await page.locator('.report').first().waitFor()
    },
  },
  {
    name: 'events',
    path: '/events',
    act: async page => {
      await page.locator('.event-rows .value').nth(2).click()
      await page.waitForTimeout(4000) // the software renderer draws the map
    },
  },
  {
    name: 'dispatch',
    path: '/search?q=Istanbul',
    act: async page => {
      await page.locator('.hits a').first().click()
      await page.locator('.record').nth(2).getByRole('button').first().click()
      await page.evaluate('window.scrollTo(0, 0)')
    },
  },
  { name: 'search', path: '/search?q=prisoners' },
  { name: 'board-phone', path: '/processes/RUS%2BUKR', size: [360, 740] },
  { name: 'board-dark', path: '/processes/RUS%2BUKR', dark: true },
]

async function takeAll(browser: Browser, address: string): Promise<void> {
  mkdirSync(IMAGES, { recursive: true })
  for (const { name, path, size: [width, height] = [1360, 900], dark = false, act } of SHOTS) {
    const colorScheme = dark ? 'dark' : 'light'
    const opened = await openPage(browser, address, { viewport: { width, height }, colorScheme })
    await opened.go(path)
    await act?.(opened.page)
    await opened.page.waitForTimeout(500)
    await opened.page.screenshot({ path: join(IMAGES, `${name}.png`) })
    await opened.close()
  }
}

const folder = mkdtempSync(join(tmpdir(), 'parley-shots-'))
const ledger = ['--ledger', join(folder, 'examples.sqlite')]
execFileSync(process.execPath, [PARLEY, 'add', ...ledger, join(ROOT, 'examples/dispatches')], { stdio: 'inherit' })
const server = spawn(process.execPath, [PARLEY, 'serve', ...ledger, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] }) // prettier-ignore
const [line] = (await once(server.stdout, 'data')) as [Buffer]
const [address = ''] = /http:\/\/[^\s/]+/.exec(line.toString()) ?? []
const browser = await launchBrowser()
await takeAll(browser, address)
await browser.close()
server.kill()
rmSync(folder, { recursive: true, force: true })
