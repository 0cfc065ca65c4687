import type { Locale, MandatePost } from '#db/schema/values.ts'

/* What the posts of an office are called, where no screen says it: in letters and on public pages. */

export const postWords: Record<Locale, Record<MandatePost, string>> = {
  en: {
    director: 'Director',
    officer: 'Officer',
    correspondent: 'Correspondent',
    assessor: 'Assessor',
    observer: 'Observer',
  },
  fr: {
    director: 'Direction',
    officer: 'Chargé·e de mission',
    correspondent: 'Correspondant·e',
    assessor: 'Évaluateur·rice',
    observer: 'Observateur·rice',
  },
  de: {
    director: 'Leitung',
    officer: 'Referat',
    correspondent: 'Moderation vor Ort',
    assessor: 'Begutachtung',
    observer: 'Beobachtung',
  },
}
