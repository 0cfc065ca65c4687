import { sql } from 'drizzle-orm'

/*
 * Text as it is compared where "Collège Jean-Moulin" and "COLLEGE JEAN MOULIN" are one: Latin letters without marks and in
 * small, no signs, single spaces. The same twice, for the database and for what is not yet in it. Letters of other scripts
 * stay as they are written: the database's own small letters hang on its locale.
 */

const pairs: readonly [marked: string, plain: string][] = [
  ['ÀÁÂÃÄÅĀĂĄàáâãäåāăą', 'a'],
  ['ÇĆĈĊČçćĉċč', 'c'],
  ['ĎĐÐďđð', 'd'],
  ['ÈÉÊËĒĔĖĘĚèéêëēĕėęě', 'e'],
  ['ĜĞĠĢĝğġģ', 'g'],
  ['ĤĦĥħ', 'h'],
  ['ÌÍÎÏĨĪĬĮİìíîïĩīĭįı', 'i'],
  ['Ķķ', 'k'],
  ['ĹĻĽŁĺļľł', 'l'],
  ['ÑŃŅŇñńņň', 'n'],
  ['ÒÓÔÕÖØŌŎŐòóôõöøōŏő', 'o'],
  ['ŔŖŘŕŗř', 'r'],
  ['ŚŜŞŠȘśŝşšș', 's'],
  ['ŢŤŦȚţťŧț', 't'],
  ['ÙÚÛÜŨŪŬŮŰŲùúûüũūŭůűų', 'u'],
  ['ÝŸýÿ', 'y'],
  ['ŹŻŽźżž', 'z'],
  ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', ''],
]
const from = pairs.map(([marked]) => marked).join('')
const to = pairs
  .map(([marked, plain]) => (plain === '' ? marked.toLowerCase() : plain.repeat([...marked].length)))
  .join('')
/** Two letters that are written as one. */
const doubles: readonly [one: string, two: string][] = [
  ['Œ', 'oe'],
  ['œ', 'oe'],
  ['Æ', 'ae'],
  ['æ', 'ae'],
  ['ß', 'ss'],
]
const signs = '[-–—.,;:!?/()"«»“”‘’\'`´ _&+]+'

const small = new Map([...from].map((letter, at) => [letter, to[at] ?? letter]))
for (const [one, two] of doubles) small.set(one, two)

/** As the database folds. */
export const foldSchool = (text: string): string =>
  [...text]
    .map((letter) => small.get(letter) ?? letter)
    .join('')
    .replaceAll(new RegExp(signs, 'g'), ' ')
    .trim()

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`
const split = doubles.reduce((text, [one, two]) => `replace(${text}, '${one}', '${two}')`, `name || ' ' || town`)

export const foldedSchool = sql.raw(
  `btrim(regexp_replace(translate(${split}, ${quoted(from)}, ${quoted(to)}), ${quoted(signs)}, ' ', 'g'))`,
)
