import type { reactions } from '#db/schema/values.ts'

/** What was said in the channels of the demonstration. `@[Name]` mentions a person, `#[Title]` a page of the project. */

type Language = 'fr' | 'de' | 'en'

export interface TalkLine {
  by: string
  /** School days before the demonstration was started; and the clock on the wall. */
  day: number
  at: string
  language: Language
  text: string
  /** A name for this message, and whom it answers. */
  key?: string
  to?: string
  isPinned?: true
  /** Of a topic of the forum, which begins with this message. */
  title?: string
  poll?: TalkPoll
  reactions?: Partial<Record<(typeof reactions)[number], string[]>>
}

export interface TalkPoll {
  options: string[]
  isMultiple?: true
  /** What each has chosen so far, by the place of the option. */
  chosen: Record<string, number[]>
}

type Rest = Omit<TalkLine, 'by' | 'day' | 'at' | 'language' | 'text'>

/** The lines of one person's language, on one day. */
const speaking =
  (language: Language) =>
  (by: string, when: string, text: string, rest: Rest = {}) => {
    const [day = '1', at = '09:00'] = when.split(' ')
    return { by, day: Number(day), at, language, text, ...rest } satisfies TalkLine
  }
export const fr = speaking('fr')
export const de = speaking('de')
export const en = speaking('en')

const claire = 'Claire Fontaine'
const jonas = 'Jonas Becker'

export const riversProject: TalkLine[] = [
  fr(
    claire,
    '9 08:05',
    'Bonjour à toutes et à tous ! Ce canal est à nous tous, à Lyon et à Leipzig. Écrivez dans votre langue, ou en anglais si c’est plus simple. Vos enseignants lisent ici.',
    { isPinned: true, reactions: { yes: [jonas, 'Alix M.', 'Hanna M.'] } },
  ),
  de(
    jonas,
    '9 08:12',
    'Guten Morgen aus Leipzig! Wer etwas nicht versteht, fragt nach: genau dafür ist der Kanal da.',
    { reactions: { heart: [claire, 'Camille D.'] } },
  ),
  fr('Alix M.', '9 10:21', 'Salut Leipzig ! Ici, le Rhône est vert aujourd’hui.', { key: 'green' }),
  de('Anna S.', '9 10:23', 'Hallo Lyon! Unsere Pleiße ist braun, es hat zwei Tage geregnet.', {
    reactions: { wow: ['Alix M.', 'Kenza A.'] },
  }),
  en('Emil H.', '9 10:24', 'Is your water really green? Why?', { to: 'green', key: 'why' }),
  en('Camille D.', '9 10:27', 'Yes! It carries dust of rocks from the glaciers. In October it was even more green.', {
    to: 'green',
    reactions: { think: ['Emil H.'], wow: ['Mila D.'] },
  }),
  fr('Djibril S.', '9 10:30', 'On a mis des photos dans #[Nos rivières · Unsere Flüsse], regardez le haut de la page.'),
  de('Zeynep C.', '8 09:41', 'Wie heißt „Wehr“ auf Französisch? Wir haben eins mitten in der Stadt.', { key: 'weir' }),
  fr('Louise T.', '8 09:44', 'Un barrage ! Enfin, un petit. On dit aussi « un seuil ».', {
    to: 'weir',
    reactions: { yes: ['Zeynep C.', 'Hanna M.'] },
  }),
  en('Hanna M.', '8 09:46', 'I put it in our list of words: barrage = das Wehr = the weir.', { to: 'weir' }),
  fr('Rayan T.', '8 09:52', 'Chez nous il y a des cygnes sur la Saône. Et chez vous ?', { key: 'swans' }),
  de('Theo S.', '8 09:55', 'Biber! Bei uns wohnen echte Biber an der Pleiße, man sieht die angenagten Bäume.', {
    to: 'swans',
    reactions: { wow: ['Rayan T.', 'Jade F.', 'Malo J.'], heart: ['Ida B.'] },
  }),
  fr('Jade F.', '8 09:57', 'Des castors en ville ? On veut une photo !!', { to: 'swans' }),
  de(
    jonas,
    '7 08:15',
    'Heute messen wir an drei Stellen. Bitte tragt jede Zahl mit Ort und Einheit ins Flussheft ein, nicht hier: hier geht sie unter.',
  ),
  de('Nils E.', '7 11:02', 'Sauerstoff an der Parthe: 9,8! Das ist mehr als letztes Mal.', {
    reactions: { cheer: ['Frieda L.', 'Nour E.'] },
  }),
  fr(
    'Nour E.',
    '7 11:06',
    'Bravo ! Nous, 10,7 au pont Morand. L’eau froide garde plus d’oxygène, c’est Mme Benali qui l’a dit.',
  ),
  en('Linh T.', '7 11:09', 'So winter is good for fish?', { key: 'fish' }),
  fr(
    'Nadia Benali',
    '7 13:20',
    'Bonne question, @[Linh T.] : oui pour l’oxygène, mais ils mangent moins. À vérifier ensemble en janvier.',
    {
      to: 'fish',
      reactions: { think: ['Linh T.', 'Paula K.'] },
    },
  ),
  fr('Tiago F.', '6 10:11', 'Notre groupe n’a pas de rivière devant la porte. Qui peut nous prêter ses mesures ?', {
    key: 'loire',
  }),
  de('Bilal Ö.', '6 10:15', 'Ihr könnt unsere von der Elbe haben, wir waren am Wochenende in Torgau. @[Tiago F.]', {
    to: 'loire',
    reactions: { heart: ['Tiago F.', 'Chloé R.'] },
  }),
  fr('Chloé R.', '6 10:18', 'Merci ! On fait la carte des six rivières en échange.', { to: 'loire' }),
  en('Jamal A.', '5 09:33', 'Who speaks first in the video call? We are a bit nervous.'),
  fr('Inès K.', '5 09:36', 'Nous aussi 😅 On peut commencer par une devinette ?', {
    reactions: { laugh: ['Jamal A.', 'Charlotte W.'] },
  }),
  de('Charlotte W.', '5 09:38', 'Gute Idee! Jede Gruppe ein Rätsel über ihren Fluss.', {
    reactions: { yes: ['Inès K.', claire, jonas] },
  }),
  fr(
    claire,
    '5 14:02',
    'Adopté. Une devinette par groupe, une phrase dans chaque langue. @[Jonas Becker] ouvre la salle cinq minutes avant.',
    {
      isPinned: true,
    },
  ),
  de('Greta N.', '3 10:05', 'Unser Rätsel: Ich habe einen Hut aus Eis und ende bei den Flamingos. Wer bin ich?', {
    key: 'riddle',
  }),
  fr('Gabin P.', '3 10:08', 'Facile : le Rhône ! Glacier en haut, Camargue en bas.', {
    to: 'riddle',
    reactions: { cheer: ['Greta N.', 'Alix M.'] },
  }),
  fr('Anatole G.', '3 10:12', 'À nous : je change deux fois de pays et je finis dans un port géant.', {
    key: 'riddle2',
  }),
  de('Oskar V.', '3 10:14', 'Die Elbe! Aber welche zwei Länder meinst du?', { to: 'riddle2' }),
  fr('Anatole G.', '3 10:15', 'Tchéquie et Allemagne. Bon, ça fait une seule frontière… j’ai compté trop vite.', {
    to: 'riddle2',
    reactions: { laugh: ['Oskar V.', 'Lena F.', 'Lina C.'] },
  }),
  en('Marie G.', '2 09:20', 'Our class heard your recording of the Saône. You can hear a tram at the end!'),
  fr(
    'Amina B.',
    '2 09:25',
    'C’est le tram T1 sur le pont Raymond-Barre. Il passe juste au-dessus de la Saône… non, du Rhône. Oups.',
    {
      reactions: { laugh: ['Marie G.', 'Emma L.'] },
    },
  ),
  de('Ben K.', '2 09:31', 'Könnt ihr auch die Möwen aufnehmen? Wir sammeln Geräusche für die Ausstellung.', {
    key: 'sounds',
  }),
  fr('Léo V.', '2 09:34', 'Oui, jeudi à la récréation. On a un bon micro.', {
    to: 'sounds',
    reactions: { yes: ['Ben K.', 'Karl Z.'] },
  }),
  de(
    jonas,
    '1 08:10',
    'Denkt an die Zusammenfassungen: bis Freitag ein Absatz in der anderen Sprache. Fehler sind erlaubt, Abschreiben nicht.',
  ),
  fr('Sacha W.', '1 10:02', 'Comment on dit « la source » déjà ?', { key: 'source' }),
  de('Paula K.', '1 10:03', 'Die Quelle! Steht in der Wortliste in #[Nos rivières · Unsere Flüsse].', {
    to: 'source',
    reactions: { yes: ['Sacha W.'] },
  }),
  en('Yasmine H.', '1 10:09', 'Good news: our map has all six rivers now. Please check your own one!', {
    reactions: { cheer: ['Manon C.', 'Emil H.', 'Jakob P.', claire], heart: ['Dilara Y.'] },
  }),
]

export const riversTeachersTalk: TalkLine[] = [
  fr(claire, '9 17:05', 'Premier jour du canal : 30 messages, aucun problème. Je n’ai rien eu à retirer.'),
  de(
    jonas,
    '9 17:20',
    'Bei uns genauso. Emil hat gefragt, ob er auch am Abend schreiben darf. Ich finde die Ruhezeiten gut so.',
  ),
  fr(
    'Nadia Benali',
    '8 12:15',
    'D’accord. Je propose le mode lent pendant mes mesures, sinon ils écrivent au lieu de lire le thermomètre.',
    {
      reactions: { laugh: [claire, jonas], yes: ['Mareike Vogel'] },
    },
  ),
  de('Mareike Vogel', '6 13:40', 'Wer moderiert am Donnerstag? Ich bin mit der 7b im Museum.'),
  fr(claire, '6 13:52', 'Moi, de 10 h à 11 h. @[Jonas Becker], tu prends l’après-midi ?', { key: 'thursday' }),
  de(jonas, '6 14:01', 'Ja, gern.', { to: 'thursday', reactions: { yes: [claire] } }),
  fr(
    claire,
    '2 16:30',
    'Deux familles n’ont pas encore rendu l’autorisation pour la sortie de mars, c’est noté dans #[Coulisses · Hinter den Kulissen].',
  ),
  de(jonas, '1 16:45', 'Danke! Die Gruppe Main braucht noch Messwerte. Ich frage Bilal, der war an der Elbe.'),
]
