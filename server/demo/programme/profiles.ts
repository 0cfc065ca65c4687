import type { Tx } from '#db/client.ts'
import { upsertProfile } from '#db/queries/profiles.ts'
import { languageLevels, type LanguageLevel, type ProfileField, type ProfileReader } from '#db/schema/values.ts'

/* What some teachers of the programme say of themselves; all others are in no directory. */

interface DemoProfile {
  displayName: string
  subjects: string[]
  ages: [from: number, to: number]
  languages: Record<string, LanguageLevel>
  interests: string
  about: string
  hidden?: Partial<Record<ProfileField, ProfileReader>>
}

export const demoProfiles: DemoProfile[] = [
  {
    ...{ displayName: 'Claire Fontaine', subjects: ['sciences', 'environment'], ages: [11, 15] },
    ...{ languages: { fr: 'C2', en: 'B2', de: 'B1' }, interests: 'rivières, oiseaux, théâtre' },
    about: 'Nos classes mesurent l’eau du Rhône et cherchent une rivière de plus.',
  },
  {
    ...{ displayName: 'Nadia Benali', subjects: ['mathematics', 'computing'], ages: [12, 15] },
    ...{ languages: { fr: 'C2', ar: 'C1', en: 'B2' }, interests: 'robots, خط عربي' },
    about: 'Un club de robotique le mercredi.',
  },
  {
    ...{ displayName: 'Lukas Brandt', subjects: ['geography', 'history'], ages: [10, 16] },
    ...{ languages: { de: 'C2', en: 'C1', fr: 'A2' }, interests: 'Karten, Brücken, Wandern' },
    about: 'Wir zeichnen den Neckar von der Quelle bis zur Mündung.',
  },
  {
    ...{ displayName: 'Carla Ferri', subjects: ['music', 'drama'], ages: [11, 14] },
    ...{ languages: { it: 'C2', fr: 'B2', el: 'B1' }, interests: 'coro, fiumi, θέατρο' },
    about: 'Un coro di classe che canta in cinque lingue.',
  },
  {
    ...{ displayName: 'Paolo Villa', subjects: ['arts', 'technology'], ages: [11, 14] },
    ...{ languages: { it: 'C2', en: 'B1' }, interests: 'ponti, disegno', about: '' },
    hidden: { name: 'contacts' },
  },
]

const all = {
  name: 'all',
  subjects: 'all',
  ages: 'all',
  languages: 'all',
  interests: 'all',
  about: 'all',
  awards: 'all',
} as const

export function storeProfile(tx: Tx, userId: string, profile: DemoProfile, changedAt: Date): Promise<void> {
  const { subjects, interests, about, hidden = {} } = profile
  const [ageFrom, ageTo] = profile.ages
  const languages = Object.entries(profile.languages).map(([code, level]) => ({
    code,
    level: languageLevels.indexOf(level) + 1,
  }))
  const said = { subjects, ageFrom, ageTo, languages, interests, about }
  return upsertProfile(tx, { userId, ...said, visible: { ...all, ...hidden }, isListed: true, changedAt })
}
