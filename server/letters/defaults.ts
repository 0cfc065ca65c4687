import { type LetterKind, type Locale, letterKinds, locales } from '#db/schema/values.ts'
import type { BodyBlock, Inline, LetterBody } from './body.ts'
import { letterFields, type LetterField } from './fields.ts'

/* The templates that Préau brings along. An office that changes one has a version of its own from then on. */

const isField = (text: string): text is LetterField => (letterFields as readonly string[]).includes(text)

/** "Dear {salutation},": names in braces are fields. */
const inlineOf = (text: string): Inline =>
  text
    .split(/\{(\w+)\}/)
    .map((part, at) =>
      at % 2 === 1 && isField(part)
        ? { type: 'field' as const, attrs: { name: part } }
        : { type: 'text' as const, text: part },
    )
    .filter((one) => one.type === 'field' || one.text !== '')

/** Lines that begin with a hash are headings. */
const blockOf = (text: string): BodyBlock =>
  text.startsWith('# ')
    ? { type: 'heading', attrs: { level: 2 }, content: inlineOf(text.slice(2)) }
    : { type: 'paragraph', content: inlineOf(text) }

interface Words {
  title: Record<LetterKind, string>
  opening: Record<LetterKind, string>
  headings: readonly [labels: string, europe: string, national: string, european: string, schools: string]
  greeting: string
  closing: string
  dated: string
}

const words: Record<Locale, Words> = {
  fr: {
    title: {
      rector: 'Projets et établissements distingués de votre académie',
      head: 'Projets distingués de votre établissement',
      mayor: 'Une école de votre commune est distinguée',
    },
    opening: {
      rector:
        'J’ai l’honneur de vous faire connaître les projets européens de votre académie ({region}) qui ont été distingués pour l’année scolaire {year}, ainsi que leurs établissements et leurs enseignant·es.',
      head: 'J’ai le plaisir de vous faire connaître les distinctions obtenues par votre établissement, {school}, pour l’année scolaire {year}.',
      mayor:
        'J’ai le plaisir de vous faire connaître les distinctions obtenues par {school} ({town}) pour l’année scolaire {year}.',
    },
    headings: [
      'Label de qualité national',
      'Label de qualité européen',
      'Prix nationaux',
      'Prix européens',
      'Label d’établissement',
    ],
    greeting: '{salutation},',
    closing:
      'Je vous serais reconnaissant·e de bien vouloir transmettre mes félicitations aux équipes, et vous prie d’agréer, {salutation}, l’expression de ma haute considération.',
    dated: 'Le {date}',
  },
  en: {
    title: {
      rector: 'Recognised projects and schools of your region',
      head: 'Recognised projects of your school',
      mayor: 'A school of your town is recognised',
    },
    opening: {
      rector:
        'I have the honour to tell you which European projects of your region ({region}) were recognised for the school year {year}, with their schools and teachers.',
      head: 'I am glad to tell you what your school, {school}, was recognised for in the school year {year}.',
      mayor: 'I am glad to tell you what {school} ({town}) was recognised for in the school year {year}.',
    },
    headings: [
      'National quality label',
      'European quality label',
      'National prizes',
      'European prizes',
      'School label',
    ],
    greeting: '{salutation},',
    closing: 'Please pass my congratulations on to everybody who took part. Yours sincerely,',
    dated: '{date}',
  },
  de: {
    title: {
      rector: 'Ausgezeichnete Projekte und Schulen Ihrer Region',
      head: 'Ausgezeichnete Projekte Ihrer Schule',
      mayor: 'Eine Schule Ihrer Gemeinde ist ausgezeichnet',
    },
    opening: {
      rector:
        'gern teile ich Ihnen mit, welche europäischen Projekte Ihrer Region ({region}) im Schuljahr {year} ausgezeichnet wurden, mit ihren Schulen und Lehrkräften.',
      head: 'gern teile ich Ihnen mit, wofür Ihre Schule, {school}, im Schuljahr {year} ausgezeichnet wurde.',
      mayor: 'gern teile ich Ihnen mit, wofür {school} ({town}) im Schuljahr {year} ausgezeichnet wurde.',
    },
    headings: [
      'Nationales Qualitätssiegel',
      'Europäisches Qualitätssiegel',
      'Nationale Preise',
      'Europäische Preise',
      'Schulsiegel',
    ],
    greeting: '{salutation},',
    closing: 'Bitte geben Sie meine Glückwünsche an alle Beteiligten weiter. Mit freundlichen Grüßen',
    dated: '{date}',
  },
}

function bodyOf({ opening, headings, greeting, closing, dated }: Words, kind: LetterKind): LetterBody {
  const [labels, europe, national, european, schools] = headings
  const lines = [
    ...['{addressee}', '{address}', dated, greeting, opening[kind]],
    ...[`# ${labels}`, '{labelled_projects}', `# ${europe}`, '{european_labels}'],
    ...[`# ${national}`, '{national_prizes}', `# ${european}`, '{european_prizes}'],
    ...[`# ${schools}`, '{labelled_schools}', closing, '{director}', '{office}'],
  ]
  return { type: 'doc', content: lines.map(blockOf) }
}

export interface DefaultTemplate {
  kind: LetterKind
  language: Locale
  title: string
  body: LetterBody
}

export const defaultTemplates: readonly DefaultTemplate[] = locales.flatMap((language) =>
  letterKinds.map((kind) => ({
    ...{ kind, language, title: words[language].title[kind] },
    body: bodyOf(words[language], kind),
  })),
)
