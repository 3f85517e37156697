import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { PATIENCE_MS } from './support/browser.ts'
import { eventually } from './support/eventually.ts'
import { openWorkbench, type Workbench } from './support/workbench.ts'

const PATHS = {
  processes: '/processes',
  board: '/processes/COD%2BCOD%2FREB',
  events: '/events',
  dispatch: '/dispatches/second-round?record=ev-proposed',
  search: '/search?q=ceasefire',
  add: '/add',
} as const

vi.setConfig({ testTimeout: 2 * PATIENCE_MS })

let workbench: Workbench
beforeAll(async () => {
  workbench = await openWorkbench()
})
afterAll(() => workbench.close())

test.each(Object.entries(PATHS))(
  '%s is readable by all, light and dark, narrow and wide, and asks nothing elsewhere',
  async (_, path) => {
    const opened = await workbench.open(path)
    const { page, faults } = opened
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await opened.axe()).toEqual([])
    }
    await page.setViewportSize({ width: 320, height: 640 })
    const beyond = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    expect(beyond).toBeLessThanOrEqual(0)
    expect(await opened.axe()).toEqual([])
    expect(faults).toEqual([])
    await opened.close()
  },
)

describe('the board', () => {
  test('leads from a value to its sentence, speaker and dispatch, and the address keeps it', async () => {
    const opened = await workbench.open('/processes')
    const { page } = opened
    await page.getByRole('link', { name: /DR Congo/ }).click()
    await page.getByRole('button', { name: /^100 on each side/ }).click()
    const panel = page.getByRole('complementary', { name: 'Sentences' })
    await eventually(() => panel.textContent()).toContain('agreed to free 100 prisoners each')
    expect(page.url()).toContain('select=')
    await opened.reload()
    await panel.getByRole('link', { name: 'First round ends in Doha' }).click()
    await page.locator('.in-sentence').first().waitFor()
    expect(await page.locator('.record.is-chosen').count()).toBe(1)
    await opened.close()
  })

  test('shows who sat there, what was proposed, and how it was answered', async () => {
    const opened = await workbench.open(PATHS.board)
    const { page } = opened
    const text = (await page.locator('main').textContent()) ?? ''
    expect(text).toContain('Jean Mbuyi')
    expect(text).toContain('days: 30')
    expect(text).toContain('accepts on a condition')
    expect(text).toContain('the fighters left Goma')
    await opened.close()
  })

  test('gives the focus to the panel, and back when it is closed', async () => {
    const opened = await workbench.open(PATHS.board)
    const { page } = opened
    const value = page.getByRole('button', { name: /^100 on each side/ })
    await value.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('complementary', { name: 'Sentences' }).waitFor()
    await page.keyboard.press('Escape')
    await eventually(() => page.evaluate<string>('document.activeElement.textContent')).toContain('100 on each side')
    await opened.close()
  })
})

describe('events', () => {
  test('shows as many rows as it counts and as the file has', async () => {
    const opened = await workbench.open('/events?actor=COD%2FREB')
    const { page } = opened
    const shown = await page.locator('.event-rows tbody tr').count()
    expect(shown).toBeGreaterThan(1)
    expect(await page.locator('output.count').textContent()).toBe(`${shown} events`)
    const file = await page.getByRole('link', { name: 'CSV' }).getAttribute('href')
    const csv = await (await page.request.get(workbench.address + (file ?? ''))).text()
    expect(csv.trim().split('\n').length - 1).toBe(shown)
    await opened.close()
  })

  test('narrows by what is typed and keeps it in the address', async () => {
    const opened = await workbench.open('/events')
    const { page } = opened
    await page.getByLabel('Category').selectOption('ASSAULT')
    await eventually(() => page.locator('output.count').textContent()).toBe('1 event')
    expect(page.url()).toContain('category=ASSAULT')
    await page.getByLabel('Words').fill('nothing at all')
    await eventually(() => page.locator('output.count').textContent()).toBe('0 events')
    await page.getByRole('button', { name: 'Clear' }).click()
    await eventually(() => page.locator('output.count').textContent()).toBe('5 events')
    await opened.close()
  })

  test('opens the sentence of a row', async () => {
    const opened = await workbench.open('/events?category=ASSAULT')
    const { page } = opened
    await page.getByRole('button', { name: /used force/ }).click()
    const panel = page.getByRole('complementary', { name: 'Sentences' })
    await eventually(() => panel.textContent()).toContain('killing at least seven people')
    expect(await panel.textContent()).toContain('killed: at least 7')
    await opened.close()
  })
})

describe('the list of dispatches', () => {
  test('says which were not read and why, and shows only those', async () => {
    const goal = { id: 'goal', title: 'Two goals in the derby', text: 'The striker scored twice.', publisher: 'The Lakes Courier', published: '2025-04-19', url: null, language: 'en' } // prettier-ignore
    const french = { ...goal, id: 'fr', title: 'Pourparlers à Doha', text: 'Les délégations se sont rencontrées.', language: 'fr' } // prettier-ignore
    await workbench.ledger.transact(async writer => {
      await writer.store({ dispatch: french, name: 'fr.txt', receivedAt: null })
      await writer.passOver({ dispatch: goal, name: 'goal.txt', receivedAt: null }, { why: 'not-about-this', engine: '1', score: -2 }) // prettier-ignore
    })
    const opened = await workbench.open('/dispatches')
    const { page } = opened
    const hits = page.locator('.hits')
    await eventually(() => hits.textContent()).toContain('not read (French)')
    expect(await hits.textContent()).toContain('not about this')
    await page.getByLabel('Reading').selectOption('not-about-this')
    await eventually(() => page.locator('output.count').textContent()).toBe('1 dispatch')
    expect(page.url()).toContain('reading=not-about-this')
    expect(await opened.axe()).toEqual([])
    await page.getByRole('link', { name: 'Two goals in the derby' }).click()
    await eventually(() => page.locator('.page-head').textContent()).toContain('not about this')
    await opened.close()
  })
})

describe('any page', () => {
  test('shows what was known on a day', async () => {
    const opened = await workbench.open('/events?asOf=2020-01-01')
    const { page } = opened
    expect(await page.locator('output.count').textContent()).toBe('0 events')
    await page.getByRole('button', { name: 'Now' }).click()
    await eventually(() => page.locator('output.count').textContent()).toBe('5 events')
    await opened.close()
  })

  test('shows hostile text as text', async () => {
    const opened = await workbench.open('/dispatches/hostile')
    const { page, faults } = opened
    const dialogs: string[] = []
    page.on('dialog', dialog => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    expect(await page.locator('.text').textContent()).toContain('<script>alert("pwned")</script>')
    expect(await page.locator('.text script, h1 b').count()).toBe(0)
    expect(await page.locator('.text').textContent()).not.toContain('\u202E')
    expect(dialogs).toEqual([])
    expect(faults).toEqual([])
    await opened.close()
  })

  test('can be used without a mouse: the first stop leads past the navigation', async () => {
    const opened = await workbench.open('/processes')
    const { page } = opened
    await page.keyboard.press('Tab')
    expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Skip to content')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.evaluate<boolean>('document.querySelector("main").contains(document.activeElement)')).toBe(true)
    await opened.close()
  })

  test('says so where there is nothing', async () => {
    const opened = await workbench.open('/nowhere')
    const { page } = opened
    expect(await page.locator('h1').textContent()).toBe('No such page')
    await opened.go('/dispatches/none')
    expect(await page.getByRole('alert').textContent()).toContain('holds no dispatch none')
    await opened.close()
  })

  test('turns dark by its switch and stays so', async () => {
    const opened = await workbench.open('/processes', { colorScheme: 'light' })
    const { page } = opened
    const paper = () => page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor')
    const light = await paper()
    await page.getByLabel('Colours').selectOption('dark')
    await eventually(paper).not.toBe(light)
    await opened.reload()
    expect(await paper()).not.toBe(light)
    await opened.close()
  })
})
