import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cleanName, longestName, promises } from '#server/files/file-names.ts'
import { sniffFile } from '#server/files/file-types.ts'
import { zipOf } from '#test/helpers/zip.ts'

const root = join(import.meta.dirname, '../..')

/** What the linter of this project says of a source. */
function lint(source: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'preau-patterns-'))
  try {
    writeFileSync(join(folder, 'planted.ts'), source)
    const parameters = ['-c', join(root, '.oxlintrc.json'), join(folder, 'planted.ts')]
    return spawnSync(join(root, 'node_modules/.bin/oxlint'), parameters, { cwd: root, encoding: 'utf8' }).stdout
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('patterns', () => {
  it('that take a time that grows with the square of a text are found by the linter', () => {
    expect(lint('export const cut = (text: string) => text.replace(/[\\s.]+$/u, "")\n')).toContain('super-linear-move')
    expect(lint('export const is = (text: string) => /^(?:a+)+b$/.test(text)\n')).toContain('super-linear-backtracking')
    expect(lint('export const cut = (text: string) => text.replace(/(?<![\\s.])[\\s.]+$/u, "")\n')).toContain(
      'Found 0 warnings and 0 errors',
    )
  })

  it('are built at run time in these places alone', () => {
    const made = ['client', 'server', 'collab', 'db'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(ts|tsx|mjs)$/.test(name))
        .map((name) => `${folder}/${name}`)
        .filter((name) => /\bRegExp\(/.test(readFileSync(join(root, name), 'utf8'))),
    )
    expect(made.toSorted()).toEqual([
      // An address of fixed parts, or letters none of which may stand for itself twice.
      'client/chat/messages/text-parts.ts',
      // At build time, of the names of our own catalogues.
      'client/locales/reach.mjs',
      'collab/relay/door.ts',
      // The signs that the database takes out of a name too: one list for both.
      'db/schema/folded.ts',
      'server/kit/words.ts',
      // A number of one or two digits.
      'server/rollover/names.ts',
      // Of the names of a class, each letter of them itself.
      'server/sheets/without-names.ts',
    ])
  })
})

describe('the name of a file', () => {
  it('is cut before anything looks at it, however long it is', () => {
    const dots = '.'.repeat(3_000_000)
    expect(cleanName(`${dots}x.pdf`, 'application/pdf')).toBe('file.pdf')
    expect(cleanName(`a${' '.repeat(3_000_000)}b.pdf`, 'application/pdf')).toBe('a.pdf')
    expect(cleanName(`é${dots}`, 'text/plain')).toBe('é.txt')
    expect(promises(`x${dots}${'A'.repeat(3_000_000)}`, 'application/pdf')).toBe(false)
    expect(promises(`${'a'.repeat(3_000_000)}.PDF`, 'application/pdf')).toBe(true)
    expect(cleanName(`${'a'.repeat(longestName + 9)}.pdf`, 'application/pdf')).toBe(`${'a'.repeat(150)}.pdf`)
  })

  it('ends with no full stop or space where it was cut', () => {
    expect(cleanName(`${'a'.repeat(149)}. . b.pdf`, 'application/pdf')).toBe(`${'a'.repeat(149)}.pdf`)
  })

  it('inside a zip costs no more than its letters', () => {
    const name = `Basic/${'/a'.repeat(30_000)}`
    expect(sniffFile(zipOf([{ name }, { name: 'x' }]))).toEqual({ reason: 'file_unknown' })
  })
})
