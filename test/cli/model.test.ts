import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { openReader } from '../../src/reading/read.ts'

function copyOfModel(): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-model-'))
  cpSync('model', folder, { recursive: true })
  return folder
}

const open = (folder: string) => openReader({ model: pathToFileURL(`${folder}/`) })

describe('openReader', () => {
  test('refuses a network that is cut short', async () => {
    const folder = copyOfModel()
    const network = readFileSync(join(folder, 'parley.onnx'))
    writeFileSync(join(folder, 'parley.onnx'), network.subarray(0, network.length / 2))
    await expect(open(folder)).rejects.toThrow(/parley\.onnx cannot be used/)
  })

  test('refuses labels of another network', async () => {
    const folder = copyOfModel()
    const labels = JSON.parse(readFileSync(join(folder, 'labels.json'), 'utf8')) as { heads: Record<string, string[]> }
    labels.heads.category = ['TALK']
    writeFileSync(join(folder, 'labels.json'), JSON.stringify(labels))
    await expect(open(folder)).rejects.toThrow(/other labels in head category/)
  })

  test('says which file is missing', async () => {
    await expect(open(mkdtempSync(join(tmpdir(), 'parley-model-')))).rejects.toThrow(
      'model/parley.onnx cannot be used (it is missing)',
    )
  })

  test('refuses pieces that are no JSON', async () => {
    const folder = copyOfModel()
    writeFileSync(join(folder, 'pieces.json'), '{"pieces":["a"')
    await expect(open(folder)).rejects.toThrow(/pieces\.json/)
  })
})
