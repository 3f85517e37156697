import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { modelForm, SHAPES, shapeOf } from '../../src/encoder/forms.ts'
import { applyLemmaRule } from '../../src/syntax/lemma.ts'

interface Example {
  readonly form: string
  readonly model: string
  readonly shape: number
  readonly rule: string
  readonly lemma: string
}

// What training made of these words; the program must make the same of them.
const examples = JSON.parse(readFileSync('model/forms.json', 'utf8')) as Example[]

describe('modelForm, shapeOf and applyLemmaRule', () => {
  test('agree with training on its own examples', () => {
    const made = examples.map(({ form, rule }) => ({
      form,
      model: modelForm(form),
      shape: SHAPES.indexOf(shapeOf(form)),
      rule,
      lemma: applyLemmaRule(rule, form),
    }))
    expect(examples.length).toBeGreaterThan(200)
    expect(made).toEqual(examples)
  })

  test('keep a form that the rule does not fit', () => {
    expect(applyLemmaRule('bent|1|', 'talks')).toBe('talks')
    expect(applyLemmaRule('keep|9|', 'on')).toBe('on')
  })

  test('take a bar in the lemma as a letter', () => {
    expect(applyLemmaRule('keep|0||', 'a')).toBe('a|')
  })
})
