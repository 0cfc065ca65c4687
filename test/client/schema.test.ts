import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from '#collab/schema.ts'

/** Shapes of what comes from outside: what fits is read, what does not is refused, whatever it is. */

const person = z.object({
  id: z.string(),
  age: z.integer(0, 150),
  kind: z.oneOf(['pupil', 'teacher']),
  email: z.nullable(z.string()),
  marks: z.array(z.number()),
  isHere: z.optional(z.boolean()),
  files: z.orWithout(z.array(z.string()), []),
})
const fit = { id: 'a', age: 9, kind: 'pupil', email: null, marks: [1, 2.5] }

describe('a shape', () => {
  it('reads what fits, leaves out what it does not name, and fills in what may be missing', () => {
    expect(person.parse({ ...fit, isHere: true, more: 'x' })).toEqual({ ...fit, isHere: true, files: [] })
    expect(Object.keys(person.parse(fit))).toEqual([...Object.keys(fit), 'files'])
    expect(z.orElse(z.oneOf(['red']), 'red').parse(7)).toBe('red')
  })

  it.each([
    ['a missing key', { ...fit, id: undefined }],
    ['another type', { ...fit, marks: ['1'] }],
    ['no list', { ...fit, marks: { length: 0 } }],
    ['a number that is none', { ...fit, marks: [Number.NaN] }],
    ['a number without end', { ...fit, marks: [Infinity] }],
    ['a fraction', { ...fit, age: 9.5 }],
    ['too much', { ...fit, age: 151 }],
    ['another word', { ...fit, kind: 'toString' }],
    ['a list', [fit]],
    ['nothing', null],
  ])('refuses %s', (_, value) => {
    expect(person.safeParse(value)).toEqual({ success: false })
    expect(() => person.parse(value)).toThrow(TypeError)
  })

  it('neither throws nor hangs on anything, and takes again what it gave', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const result = person.safeParse(value)
        if (result.success) expect(person.parse(result.data)).toEqual(result.data)
      }),
    )
  })
})
