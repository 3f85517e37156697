import { expect, test } from 'vitest'
import { confidenceOf, loadCalibration } from '../../src/events/confidence.ts'
import { readData } from '../../src/reading/packaged.ts'

const certain = { happening: 0.97, category: 0.98, status: 0.97, actor: 0.95, recipient: 0.95 }
const doubtful = { happening: 0.5, category: 0.5, status: 0.5, actor: 0.5, recipient: 0.5 }

test('the shipped weights load whole, and more certain parts make a more probable record', () => {
  const calibration = loadCalibration(readData)
  expect(calibration.faults).toEqual([])
  expect(confidenceOf(certain, false, calibration)).toBeGreaterThan(confidenceOf(doubtful, false, calibration))
})

test('is a probability, also for parts that are certain', () => {
  const calibration = loadCalibration(readData)
  const all = { happening: 1, category: 1, status: 1, actor: 1, recipient: 1 }
  expect(confidenceOf(all, false, calibration)).toBeLessThan(1)
  const none = { happening: 0, category: 0, status: 0, actor: 0, recipient: 0 }
  expect(confidenceOf(none, true, calibration)).toBeGreaterThanOrEqual(0)
})

test('a weight that is no number is named and left out', () => {
  const { faults, weights } = loadCalibration(() => 'part\tweight\nhappening\t0.5\nstatus\tmuch\n')
  expect(faults.map(({ message }) => message)).toEqual([expect.stringMatching(/confidence\.tsv.*3.*no number much/)])
  expect([...weights.keys()]).toEqual(['happening'])
})
