/** One thing has one term: what is not said, and what is said instead. `except` are messages in which the word means something else. */
export interface Term {
  not: string
  say: string
  except?: readonly string[]
  /** Where the word means this thing; everywhere without it. */
  room?: string
}

const fr: readonly Term[] = [
  { not: 'canal|canaux|chaînes?', say: 'salon' },
  { not: 'notes? vocales?|mémos? vocaux', say: 'message vocal' },
  { not: 'e-?mails?|mails?|adresses? e-mail|mél', say: 'adresse électronique' },
  { not: 'avis|notices?|alertes?', say: 'notification' },
  { not: 'clos|closes?|clore|clôtures?|clôturer', say: 'fermé, fermer, fermeture' },
  // Handed out are templates; a message is delivered.
  { not: 'distribués?', say: 'remis', room: 'chat' },
  { not: 'restaur\\p{L}+|récupérer|faire revenir|ramener', say: 'rétablir' },
  { not: 'sûreté', say: 'en sécurité' },
  {
    not: '(?<!sans |d’|la journée |réseau de l’)écoles?',
    say: 'établissement',
    // What pupils say of their own, and the first sentence of a story.
    except: ['boards.template_comparison_here', 'me.sample'],
  },
  {
    not: 'tableaux?',
    say: 'toile (a board), mur (a wall)',
    // Made of cells.
    except: [
      'boards.export_csv',
      'boards.template_comparison_sentence',
      'documents.kind_page_sentence',
      'editor.table',
      'editor.tableRemove',
      'errors.file_external',
    ],
  },
  { not: 'profs?|professeure?s?|maîtres?|maîtresses?', say: 'enseignant·e' },
  // One way to speak of all: a dot, or a word without gender.
  { not: 'enseignante?s?(?!·)', say: 'enseignant·e' },
  { not: '(?:administrateur|fondateur|visiteur|tuteur)s?(?!·)', say: 'administrateur·rice …' },
  { not: 'administratrices?|fondatrices?|visiteuses?|tutrices?', say: 'administrateur·rice …' },
  { not: 'celles et ceux|ceux et celles|ceux qui|il ou elle|elle ou il', say: 'les personnes qui' },
  { not: '(?:un|cet|aucun|chaque autre) élève', say: 'un·e élève', except: ['common.pupilCount', 'people.perGroup'] },
  // Words of libraries, and of another language.
  {
    not: 'drag|drop|upload|download|undo|redo|slash|login|logout|feedback|wall|board|canvas|cookie',
    say: 'a French word',
  },
]

const en: readonly Term[] = [
  { not: 'found(?: a| new)? projects?|founds|founded', say: 'start a project' },
  { not: 'anew|afresh', say: 'again', except: ['document.draftWhy'] },
  { not: 'nearer|farther', say: 'zoom in, zoom out' },
  { not: 'void(?:s|ed)?', say: 'cancel' },
  { not: 'voice messages?|recordings? of a voice', say: 'voice note' },
  { not: 'taken away|takes? away', say: 'removed' },
  { not: 'week-ends?', say: 'weekend' },
  { not: 'may not (?:do|found)|you may not', say: 'you cannot' },
  { not: 'letters? (?:too many|left)', say: 'characters' },
  { not: 'neither\\.|neither:', say: 'not even' },
]

/** What each language has agreed on. A language without a list has not yet. */
export const terms: Readonly<Record<string, readonly Term[]>> = { en, fr }
