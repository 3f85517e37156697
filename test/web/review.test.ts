import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { PATIENCE_MS } from './support/browser.ts'
import { eventually } from './support/eventually.ts'
import { openWorkbench, type Workbench } from './support/workbench.ts'
import type { Page } from 'playwright-core'

vi.setConfig({ testTimeout: 2 * PATIENCE_MS })

let workbench: Workbench
beforeAll(async () => {
  workbench = await openWorkbench()
})
afterAll(() => workbench.close())

/** What the card of the record says of its review. */
function stateOf(page: Page, clause: RegExp): Promise<string> {
  return page.locator('.record', { has: page.getByRole('button', { name: clause }) }).locator('.review').first().innerText() // prettier-ignore
}

test('accepts, rejects and takes back with one key each; a reload shows the same', async () => {
  const opened = await workbench.open('/dispatches/first-round')
  const { page, faults } = opened
  await page.keyboard.press('j')
  await eventually(() => page.url()).toContain('record=ev-met')
  await page.keyboard.press('a')
  await eventually(() => stateOf(page, /met or talked/)).toBe('✓ accepted')
  await eventually(() => page.url()).toContain('record=ev-freed')
  await page.keyboard.press('r')
  await eventually(() => stateOf(page, /agree/)).toBe('✕ rejected')
  await opened.reload()
  expect(await stateOf(page, /met or talked/)).toBe('✓ accepted')
  expect(await stateOf(page, /agree/)).toBe('✕ rejected')
  await opened.go('/dispatches/first-round?record=ev-freed')
  await page.keyboard.press('u')
  await eventually(() => stateOf(page, /agree/)).toBe('not reviewed')
  expect(await page.getByText(/Saved as entry \d+/).count()).toBe(1)
  expect(faults).toEqual([])
  await opened.close()
})

test('corrects a category, keeps what was read, and undoes it by another entry', async () => {
  const opened = await workbench.open('/dispatches/attack?record=ev-shelled')
  const { page } = opened
  await page.keyboard.press('c')
  await page.getByLabel('Category').selectOption('COERCE')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Save' }).click()
  await eventually(() => page.locator('.record .category').first().textContent()).toBe('COERCE')
  await opened.reload()
  expect(await page.locator('.record .category').first().textContent()).toBe('COERCE')
  expect(await page.locator('.history').textContent()).toContain('event of ev-shelled corrected')
  await opened.close()
})

test('a letter typed into a field decides nothing', async () => {
  const opened = await workbench.open('/dispatches/attack?record=ev-shelled')
  const { page } = opened
  await page.getByLabel('Reviewer').fill('ara')
  await page.getByLabel('Reviewer').press('a')
  expect(await stateOf(page, /used/)).toBe('not reviewed')
  await opened.close()
})

test('two reviewers may disagree, and the card says so', async () => {
  const opened = await workbench.open('/dispatches/second-round?record=ev-proposed')
  const { page } = opened
  await page.getByLabel('Reviewer').fill('first')
  await page.getByRole('button', { name: /^Accept/ }).click()
  await eventually(() => stateOf(page, /request or a proposal|make a request/)).toBe('✓ accepted')
  await page.getByLabel('Reviewer').fill('second')
  await opened.go('/dispatches/second-round?record=ev-proposed')
  await page.getByRole('button', { name: /^Reject/ }).click()
  await eventually(() => stateOf(page, /request or a proposal|make a request/)).toBe('≠ reviewers disagree')
  await opened.close()
})

test('shows the keys, and a past day is not reviewed', async () => {
  const opened = await workbench.open('/dispatches/attack?record=ev-shelled&asOf=2025-04-20')
  const { page } = opened
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await page.keyboard.press('Escape')
  expect(await page.getByRole('button', { name: /^Accept/ }).count()).toBe(0)
  await opened.close()
})

test('text and records point at each other', async () => {
  const opened = await workbench.open('/dispatches/attack')
  const { page } = opened
  await page.getByRole('link', { name: 'shelled' }).hover()
  await page.locator('.record.is-pointed').waitFor()
  await page.locator('.record').first().hover()
  await eventually(() => page.locator('.text .is-pointed').count()).toBeGreaterThan(1)
  await page.getByRole('link', { name: 'shelled' }).click()
  await eventually(() => page.url()).toContain('record=ev-shelled')
  await opened.close()
})

test('reads a pasted text before it is stored, then stores it', async () => {
  const opened = await workbench.open('/add')
  const { page } = opened
  await page.getByLabel('Text', { exact: true }).fill('The two sides met in Doha on Monday. Nothing else was said.')
  await page.getByLabel('Title').fill('A new meeting')
  expect(await page.getByRole('button', { name: 'Store in the ledger' }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Read it' }).click()
  await page.getByText('The reading, not stored').waitFor()
  await page.getByRole('button', { name: 'Store in the ledger' }).click()
  await eventually(() => page.locator('h1').textContent()).toBe('A new meeting')
  await opened.close()
})

test('takes a dropped file into the form', async () => {
  const opened = await workbench.open('/add')
  const { page } = opened
  const text = 'The delegations left Doha on Tuesday.'
  await page.getByLabel(/Drop text files/).setInputFiles({ name: 'left.txt', mimeType: 'text/plain', buffer: Buffer.from(text) }) // prettier-ignore
  await eventually(() => page.getByLabel('Text', { exact: true }).inputValue()).toBe(text)
  await opened.close()
})
