import type { PageNode } from '#collab/documents/page.ts'
import { de, fr } from './blocks.ts'

/** The template that is handed out to the six groups. Blocks that groups work at have a name. */

export const facts = fr.table(
  ['Carte d’identité', 'Steckbrief'],
  ['Longueur · Länge', ''],
  ['Source · Quelle', ''],
  ['Embouchure · Mündung', ''],
  ['Pays traversés · Länder', ''],
  ['Affluents · Nebenflüsse', ''],
)

export const measures = fr.table(
  ['Date et lieu', 'Eau (°C)', 'pH', 'O₂ (mg/l)', 'Nitrates (mg/l)'],
  ['', '', '', '', ''],
  ['', '', '', '', ''],
)

export const seen = fr.p(
  'Écrivez ici ce que vous avez vu, entendu, senti. Schreibt hier, was ihr gesehen und gehört habt.',
)
export const story = fr.p('Une légende, une crue, un métier d’autrefois… Eine Sage, ein Hochwasser, ein alter Beruf …')

export const toHandIn = fr.tasks(
  [
    false,
    'La carte d’identité est complète, avec la source de chaque chiffre. · Der Steckbrief ist vollständig, mit Quelle.',
  ],
  [false, 'Chaque mesure a une date, un lieu et une unité. · Jede Messung hat Datum, Ort und Einheit.'],
  [
    false,
    'Le texte est dans les deux langues, relu par l’autre classe. · Der Text ist in beiden Sprachen gegengelesen.',
  ],
)

/** What the groups are asked to do is changed by teachers alone. */
const locked = (block: PageNode): PageNode => ({ ...block, attrs: { ...block.attrs, locked: true } })

export const riverTemplate = [
  fr.h1('Carnet de rivière'),
  locked(fr.p('Une rivière, huit élèves, deux langues. Chacun écrit dans la sienne, et l’autre classe répond.')),
  locked(
    de.p(
      'Ein Fluss, acht Schülerinnen und Schüler, zwei Sprachen. Alle schreiben in ihrer Sprache, und die andere Klasse antwortet.',
    ),
  ),
  fr.h2('1. Carte d’identité · Steckbrief'),
  facts,
  fr.h2('2. Nos mesures · Unsere Messungen'),
  measures,
  fr.h2('3. Ce que nous avons vu · Was wir gesehen haben'),
  seen,
  fr.h2('4. Une histoire · Eine Geschichte'),
  story,
  fr.h2('5. Avant de rendre · Vor der Abgabe'),
  toHandIn,
]
