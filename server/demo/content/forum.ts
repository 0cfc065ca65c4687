import { de, en, fr, type TalkLine } from './talk.ts'

const claire = 'Claire Fontaine'

/** The forum of the river project: a question for all, and what pupils and teachers asked each other over two weeks. */
export const riversForum: TalkLine[] = [
  fr(
    claire,
    '9 09:00',
    'Proposez un animal, expliquez pourquoi, et répondez à l’autre classe. On choisit ensemble avant les vacances.',
    { key: 'animal', title: 'Quel animal pourrait être l’emblème de nos rivières ?', isPinned: true },
  ),
  de(
    'Mads J.',
    '9 14:10',
    'Der Biber. Er war fast ausgestorben und ist zurückgekommen, das passt zu unseren Flüssen.',
    { to: 'animal', reactions: { heart: ['Theo S.', 'Malo J.'] } },
  ),
  fr(
    'Malo J.',
    '8 10:40',
    'Le castor, ça marche aussi en France : il y en a sur le Rhône ! Mais je propose le martin-pêcheur, il est bleu comme l’eau sur les cartes.',
    { to: 'animal', reactions: { wow: ['Ida B.', 'Mads J.'] } },
  ),
  en(
    'Ida B.',
    '7 09:15',
    'Kingfisher! In German it is “Eisvogel”, bird of ice. It only lives where the water is clean, so it is a good sign.',
    { to: 'animal', reactions: { yes: ['Malo J.', claire], heart: ['Jade F.'] } },
  ),
  de(
    'Mareike Vogel',
    '6 08:30',
    'Fragt zu Hause nach: Großeltern wissen oft mehr als das Netz. Ein Satz genügt, und schreibt dazu, an welchem Fluss es war.',
    { key: 'work', title: 'Wie hat man früher an euren Flüssen gearbeitet?' },
  ),
  en(
    'Yasmine H.',
    '6 10:30',
    'Our wall in the museum needs a name that works in three languages. Choose here, or write a better one below!',
    {
      key: 'name',
      title: 'What do we call our exhibition?',
      poll: {
        options: ['Six rivières, une eau', 'Sechs Flüsse, ein Wasser', 'Where the water goes', 'Le bruit de l’eau'],
        chosen: {
          'Alix M.': [2],
          'Anna S.': [1],
          'Emil H.': [2],
          'Hanna M.': [1],
          'Kenza A.': [0],
          'Theo S.': [2],
          'Jade F.': [3],
          'Nour E.': [2],
          'Linh T.': [0],
          'Ida B.': [2],
          'Rayan T.': [3],
        },
      },
      reactions: { cheer: ['Manon C.', claire] },
    },
  ),
  fr(
    'Kenza A.',
    '5 17:20',
    'Mon arrière-grand-père était batelier sur la Saône. Il transportait du sable. Il disait qu’on entendait le brouillard.',
    { to: 'work', reactions: { heart: ['Mareike Vogel', 'Mila D.', 'Alix M.'] } },
  ),
  de('Hanna M.', '4 08:50', '„Wo das Wasser hingeht“ klingt auf Deutsch wie ein Rätsel. Mir gefällt das.', {
    to: 'name',
    reactions: { yes: ['Emil H.', 'Ida B.'] },
  }),
  de(
    'Mila D.',
    '4 09:05',
    'Wie kann man Nebel hören? Das ist ein schöner Satz. Darf ich ihn in unser Flussheft übersetzen? @[Kenza A.]',
    { to: 'work', reactions: { yes: ['Kenza A.'] } },
  ),
  de(
    'Jakob P.',
    '4 09:22',
    'Bei uns gab es viele Gerber und Färber. Meine Oma sagt, die Pleiße war jeden Tag in einer anderen Farbe.',
    { to: 'work', reactions: { wow: ['Joseph N.', 'Kenza A.'] } },
  ),
  fr('Rayan T.', '3 09:40', 'Moi j’ai voté pour le bruit, parce qu’on a plein d’enregistrements à faire écouter.', {
    to: 'name',
    reactions: { think: ['Yasmine H.'] },
  }),
  fr(
    'Joseph N.',
    '3 11:00',
    'À Lyon, c’étaient les teinturiers de soie ! Pareil, la Saône changeait de couleur. On peut faire une page commune là-dessus ?',
    { to: 'work', reactions: { yes: ['Jakob P.', 'Mareike Vogel', claire] } },
  ),
  de(
    'Greta N.',
    '2 12:10',
    'Bei uns stand 2013 das Wasser bis an die Schule, erzählen die Großen. Wart ihr schon einmal bei einem Hochwasser dabei? Was habt ihr mitgenommen?',
    { key: 'flood', title: 'Hochwasser: wer hat schon eins erlebt?' },
  ),
  fr(
    'Chloé R.',
    '2 16:45',
    'Chez ma tante, au bord de la Loire, il y a des traits sur le mur de l’église : 1856, 1866… Le plus haut est au-dessus de ma tête.',
    { to: 'flood', reactions: { wow: ['Greta N.', 'Bilal Ö.', 'Tiago F.'] } },
  ),
  en(
    'Bilal Ö.',
    '1 09:12',
    'We saw such lines in Torgau too! Let us put photos of both walls side by side. Whose line is higher?',
    { to: 'flood', reactions: { yes: ['Chloé R.'] } },
  ),
]
