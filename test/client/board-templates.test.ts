import { describe, expect, it } from 'vitest'
import { boardSvg } from '#collab/documents/board-svg.ts'
import { measureByTable } from '#collab/documents/board-font-widths.ts'
import { boardOf } from '#collab/documents/board.ts'
import { boardThemes } from '#collab/documents/board-palette.ts'
import { boardTemplates, templateContent, wallTemplates } from '#client/boards/templates/templates.ts'
import { loadMessages, locales } from '#client/locales/locales.ts'
import { speak } from '#client/locales/messages.tsx'

const names = [...boardTemplates, ...wallTemplates]

describe.each(locales)('templates in %s', async (locale) => {
  const { t } = speak(locale, (await loadMessages[locale]()).default)

  it.each(names)('%s is a board as the server takes it, and says everything in that language', (name) => {
    const content = templateContent(name, t)
    const board = boardOf(content)
    expect(board.objects).toHaveLength(content.objects.length)
    expect(new Set(board.objects.map(({ author }) => author))).toEqual(new Set(['s']))
    expect(board.objects.map(({ text }) => text).join()).not.toMatch(/boards\.|\{/)
    // Everything that hangs on something hangs on something that is there.
    const ids = new Set(board.objects.map(({ id }) => id))
    for (const { parent, from, to } of board.objects)
      for (const id of [parent, from?.[0] ?? null, to?.[0] ?? null]) if (id !== null) expect(ids).toContain(id)
  })

  it.each(names)('%s has a picture', async (name) => {
    if (locale !== 'en') return
    const board = boardOf(templateContent(name, t))
    for (const theme of ['light', 'dark'] as const) {
      const { svg } = boardSvg(board, { measure: measureByTable, theme: boardThemes[theme], isSmall: true })
      await expect(svg).toMatchFileSnapshot(`__snapshots__/templates/${name}-${theme}.svg`)
    }
  })
})

describe('what is fast in a template', () => {
  it('is its ground, and never what pupils write in', async () => {
    const { t } = speak('en', (await loadMessages.en()).default)
    for (const name of names)
      for (const object of templateContent(name, t).objects)
        if (object.isLocked === true) expect(['shape']).toContain(object.type)
  })
})
