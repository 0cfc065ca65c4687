/** How a language speaks to pupils and to adults. Languages with one form are not here. */
export interface Voice {
  /** Words that belong to the form for adults: no pupil is told them. */
  toAdults: RegExp
  /** Words that belong to the form for pupils: no adult is told them. */
  toPupils: RegExp
  /** Words with which a sentence begins that speaks to nobody where it should speak to somebody. */
  dodge: RegExp | null
  /** What looks like the other form and is none, by message, with the words that are right. */
  exceptions: Readonly<Record<string, string>>
}

/** Whole words, also where letters have accents. */
const words = (list: string, flags = 'iu') => new RegExp(`(?<!\\p{L})(?:${list.replaceAll(' ', '|')})(?!\\p{L})`, flags)

/** Words, and others that count at the beginning of a sentence alone. */
const wordsOr = (list: string, atBeginning: string) =>
  words(`${list} (?<=^|[.!?:;]\\s)(?:${atBeginning.replaceAll(' ', '|')})`)

export const voices: Readonly<Record<string, Voice>> = {
  fr: {
    // Imperatives end in -ez: Choisissez, Réessayez. Some nouns and prepositions do too.
    toAdults: words('vous votre vos vôtre vôtres (?!chez|nez|assez|rez)\\p{L}+ez'),
    toPupils: wordsOr(
      'tu te toi ton ta tes tien tienne tiens tiennes t’\\p{L}+',
      'attends choisis demande écris essaie réessaie vérifie regarde dis prends envoie recharge continue décris appuie écoute',
    ),
    dodge:
      /^(?!Autre|Entre|Notre|Votre|Premier|Dernier|Annuler )(?:(?:Se |S’)\p{Ll}+|\p{Lu}\p{Ll}+(?:er|ir)|Attendre|Écrire|Lire|Mettre|Prendre|Dire)(?!\p{L}).*[.!]$/u,
    exceptions: {},
  },
  de: {
    toAdults: words('Sie Ihr Ihre Ihren Ihrem Ihrer Ihres Ihnen', 'u'),
    toPupils: words('[Dd]u [Dd]ich [Dd]ir [Dd]ein(?:e|en|em|er|es|s)?', 'u'),
    dodge: null,
    // A sentence that begins with "Sie" may speak of somebody: "Sie bleiben auf diesem Gerät."
    exceptions: {},
  },
}
