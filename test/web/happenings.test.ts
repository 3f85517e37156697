import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { GOMA, print, type Told } from '../support/outlets.ts'
import { PATIENCE_MS } from './support/browser.ts'
import { eventually } from './support/eventually.ts'
import { openWorkbench, type Workbench } from './support/workbench.ts'
import type { Page } from 'playwright-core'

vi.setConfig({ testTimeout: 2 * PATIENCE_MS })

const strike: Told = { actor: ['COD/REB River Front'], recipient: ['COD'], day: '2025-05-03', places: [GOMA], mode: ['heavy-weapons'] } // prettier-ignore
const other: Told = { ...strike, day: '2025-05-05', mode: ['bombing'], quote: 'A bomb went off in Goma.' }
const wire = 'GOMA (Lakes Wire) - Fighters of the River Front shelled the harbour of Goma on Monday and killed nine people, the army said, as talks in Doha went on for a third day without a result.' // prettier-ignore

let workbench: Workbench
beforeAll(async () => {
  workbench = await openWorkbench()
  const { ledger } = workbench
  await print(ledger, { id: 'a', published: '2025-05-04', events: [{ ...strike, figures: [['killed', 7]], speaker: 'the army', quote: 'Seven died, the army said.' }] }) // prettier-ignore
  await print(ledger, { id: 'b', published: '2025-05-05', events: [{ ...strike, figures: [['killed', 12]], quote: 'Twelve died.' }] }) // prettier-ignore
  for (const id of ['c', 'd']) await print(ledger, { id, published: '2025-05-05', text: wire, events: [{ ...strike, status: 'denied', quote: 'The front denied it.' }] }) // prettier-ignore
  await print(ledger, { id: 'e', published: '2025-05-06', events: [other] })
})
afterAll(() => workbench.close())

/** The happening that all but the last report tell of. */
async function idOfStrike(): Promise<string> {
  const reply = await fetch(`${workbench.address}/api/v1/dispatches/a/happenings`)
  const { records } = (await reply.json()) as { records: { happening: { id: string } }[] }
  return records[0]!.happening.id
}

const reports = (page: Page) => page.locator('.report').count()

test('the list, a happening and the changes are readable by all, light and dark, narrow and wide', async () => {
  for (const path of ['/happenings', `/happenings/${await idOfStrike()}`, '/changes?from=2025-01-01']) {
    const opened = await workbench.open(path)
    const { page, faults } = opened
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await opened.axe()).toEqual([])
    }
    await page.setViewportSize({ width: 320, height: 640 })
    const beyond = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth') // prettier-ignore
    expect(beyond).toBeLessThanOrEqual(0)
    expect(await opened.axe()).toEqual([])
    expect(faults).toEqual([])
    await opened.close()
  }
})

test('the list is narrowed to what several origins report, and its count is that of its file', async () => {
  const opened = await workbench.open('/happenings')
  const { page } = opened
  await page.getByLabel('Origins').selectOption('3')
  await eventually(() => page.locator('.count').textContent()).toBe('1 happening')
  expect(page.url()).toContain('origins=3')
  const row = page.locator('.happening-rows tbody tr')
  expect(await row.textContent()).toContain('4 dispatches of 3 origins')
  expect(await row.textContent()).toContain('7 – 12')
  expect(await row.textContent()).toContain('disputed')
  const href = await page.getByRole('link', { name: 'CSV' }).getAttribute('href')
  const csv = await (await fetch(workbench.address + (href ?? ''))).text()
  expect(csv.trim().split('\r\n')).toHaveLength(2)
  await opened.close()
})

test('a happening shows each origin once, both counts with who gives them, and how its status changed', async () => {
  const opened = await workbench.open('/happenings?origins=3')
  const { page } = opened
  await page.locator('.happening-rows a').click()
  await eventually(() => reports(page)).toBe(3)
  const told = (await page.locator('.happening-told').textContent()) ?? ''
  expect(told).toMatch(/7 The a Post, citing the army\s*12 The b Post/)
  expect(told).toMatch(/4 May 2025.*happened.*The a Post.*5 May 2025.*denied/)
  await page.getByText('The same text in 1 other dispatch').click()
  await page.locator('.copies').getByRole('link', { name: /Dispatch without a title/ }).click() // prettier-ignore
  await eventually(() => page.locator('.page-head').textContent()).toMatch(/same text, or nearly, also in\s*The c Post/)
  await page.locator('.record').getByRole('link', { name: 'Also in 3 other dispatches; 3 origins in all; disputed' }).click() // prettier-ignore
  await eventually(() => reports(page)).toBe(3)
  await opened.close()
})

test('reports are split off and the split is taken back on the page of what was split off', async () => {
  const opened = await workbench.open(`/happenings/${await idOfStrike()}`)
  const { page } = opened
  expect(await page.getByRole('button', { name: 'Split off chosen reports' }).isDisabled()).toBe(true)
  await page.getByLabel('another occurrence, as The b Post reports it').check()
  await page.getByRole('button', { name: 'Split off 1 report' }).click()
  await eventually(() => reports(page)).toBe(2)
  expect(await page.getByText(/Saved as entry \d+/).count()).toBe(1)
  await page.getByRole('link', { name: 'Open what was split off' }).click()
  await eventually(() => reports(page)).toBe(1)
  expect(await page.locator('.report').textContent()).toContain('Put here by a person, entry')
  await page.getByRole('button', { name: 'Take back' }).click()
  await eventually(() => reports(page)).toBe(3)
  expect(page.url()).toContain(await idOfStrike())
  await opened.close()
})

test('another happening is merged from the list of likely ones, by keyboard, and the merge is undone', async () => {
  const opened = await workbench.open(`/happenings/${await idOfStrike()}`)
  const { page } = opened
  await page.getByLabel('Reviewer').fill('ara')
  await page.getByRole('button', { name: 'Merge with another' }).press('Enter')
  const choice = page.locator('.merge-choices li', { hasText: '5 May 2025' })
  await choice.getByRole('button').press('Enter')
  await eventually(() => reports(page)).toBe(4)
  expect(await page.locator('.report').last().textContent()).toContain('A bomb went off in Goma.')
  await page.getByRole('button', { name: 'Undo' }).click()
  await eventually(() => reports(page)).toBe(3)
  await opened.reload()
  expect(await reports(page)).toBe(3)
  await opened.close()
})

test('the changes since a moment name the happening that is told otherwise, both values, and the entry that did it', async () => {
  const { ledger } = workbench
  const before = ledger.clock().toISOString()
  await ledger.transact(async writer => {
    await writer.correct({ record: 'e-0', slot: 'status', value: 'denied', reviewer: 'ara' })
    await writer.review({ record: 'b-0', decision: 'accept', reviewer: 'ara' })
  })
  const opened = await workbench.open(`/changes?from=${before}`)
  const { page } = opened
  expect(await opened.axe()).toEqual([])
  const happening = page.locator('.change', { hasText: 'Denied: River Front used force' }).first()
  expect(await happening.textContent()).toMatch(/status happened → denied\s*correction by ara, entry \d+/)
  expect(await page.locator('.change', { hasText: 'The b Post' }).textContent()).toContain(
    'review unreviewed → accepted',
  )
  await happening.getByRole('link').click()
  await eventually(() => reports(page)).toBe(1)
  await opened.go('/changes?from=2030-01-01')
  expect(await page.locator('.nothing').textContent()).toContain('Nothing changed')
  await opened.close()
})

test('as of a past day a happening has fewer reports, and nothing can be decided', async () => {
  const { ledger } = workbench
  const entries = await ledger.reader.db.selectFrom('entry').select('recorded_at').where('kind', '=', 'reading-made').orderBy('sequence').execute() // prettier-ignore
  const first = entries.at(-5)?.recorded_at ?? ''
  const opened = await workbench.open(`/happenings/${await idOfStrike()}?asOf=${first}`)
  const { page } = opened
  expect(await reports(page)).toBe(1)
  expect(await page.getByRole('button', { name: /Merge|Split/ }).count()).toBe(0)
  expect(await page.getByLabel(/another occurrence/).count()).toBe(0)
  await opened.close()
})
