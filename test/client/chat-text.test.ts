import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hrefOf, plainText, textParts, withLabels, withTokens } from '#client/chat/messages/text-parts.ts'

const alix = '0b0f7e0c-0b1f-4c59-9d3e-0f6f2a6f0a01'
const page = '0b0f7e0c-0b1f-4c59-9d3e-0f6f2a6f0a02'

test('links are found without the sentence around them, and only those of the web', () => {
  expect(textParts('See https://example.org/a_(b), or (https://example.org/c).')).toEqual([
    { kind: 'text', text: 'See ' },
    { kind: 'link', text: 'https://example.org/a_(b)', href: 'https://example.org/a_(b)' },
    { kind: 'text', text: ', or (' },
    { kind: 'link', text: 'https://example.org/c', href: 'https://example.org/c' },
    { kind: 'text', text: ').' },
  ])
  expect(textParts('javascript:alert(1) data:text/html,x ftp://example.org').every(({ kind }) => kind === 'text')).toBe(
    true,
  )
  expect(hrefOf('javascript:alert(1)')).toBeNull()
  expect(hrefOf('https://localhost')).toBeNull()
})

test('an address does not go on behind a mark that turns the direction of writing', () => {
  const [link] = textParts('https://example.org/\u202Egpj.exe')
  expect(link).toEqual({ kind: 'link', text: 'https://example.org/', href: 'https://example.org/' })
})

test('a text is never changed by being cut into parts', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(`<@${alix}>`, `<#${page}>`, ' https://example.org/x?y=1#z. ', '<@', '>', '\n', '\u202E'),
  )
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('')
      const whole = textParts(text)
        .map((part) => ('text' in part ? part.text : part.kind === 'person' ? `<@${part.id}>` : `<#${part.id}>`))
        .join('')
      expect(whole).toBe(text)
    }),
  )
})

test('what is sent holds ids and no names, and comes back to the field with the names of its writer', () => {
  const written = [
    { kind: 'person' as const, id: alix, label: 'Alix M.' },
    { kind: 'document' as const, id: page, label: 'Alix M. et le Rhône' },
  ]
  const sent = withTokens('@Alix M. et le Rhône : @Alix M., regarde !', written)
  expect(sent.text).toBe(`<#${page}> : <@${alix}>, regarde !`)
  expect(sent.mentions.map(({ id }) => id).toSorted()).toEqual([alix, page])
  const labels = new Map(written.map(({ id, label }) => [id, label]))
  expect(withLabels(sent.text, ({ id }) => labels.get(id) ?? '')).toEqual({
    text: '@Alix M. et le Rhône : @Alix M., regarde !',
    written: [written[1], written[0]],
  })
  expect(plainText(sent.text, ({ id }) => labels.get(id) ?? '')).toBe('Alix M. et le Rhône : Alix M., regarde !')
})

test('a name that was changed after it was picked is a word like any other', () => {
  const written = [{ kind: 'person' as const, id: alix, label: 'Alix M.' }]
  expect(withTokens('@Alix, regarde', written)).toEqual({ text: '@Alix, regarde', mentions: [] })
})
