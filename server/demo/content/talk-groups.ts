import { brest, leipzig, lyon, type River } from './schools.ts'
import { de, en, fr, type TalkLine } from './talk.ts'

/** Talk of the river groups, of single pupils with their teachers, and of the other projects. */

export const riverGroups: Record<River, TalkLine[]> = {
  Rhône: [
    fr('Alix M.', '7 10:32', 'Qui écrit la légende ? Je peux faire la crue de 1856.'),
    de('Anna S.', '7 10:35', 'Super! Ich schreibe dann die Zusammenfassung auf Deutsch.', {
      reactions: { heart: ['Alix M.'] },
    }),
    fr(
      'Kenza A.',
      '6 11:10',
      'J’ai remis les mesures au propre, avec les unités. Vérifiez la vitesse, s’il vous plaît.',
      { key: 'speed' },
    ),
    en('Finn R.', '6 11:14', '20 m in 16 s is 1.25 m/s. Correct!', { to: 'speed', reactions: { cheer: ['Kenza A.'] } }),
    de('Mila D.', '4 09:30', 'Darf man in der Rhône schwimmen?'),
    fr('Elias H.', '4 09:33', 'Non, c’est interdit en ville, le courant est trop fort.', {
      reactions: { wow: ['Mila D.', 'Jamal A.'] },
    }),
    de('Jamal A.', '1 10:40', 'Ich habe ein Bild vom Gletscher gefunden, mit Quelle. Wohin damit?'),
    fr('Mathis B.', '1 10:42', 'Dans notre carnet, sous la carte d’identité !'),
  ],
  Saône: [
    fr(
      'Amina B.',
      '6 10:02',
      'La Saône est si lente qu’un Romain a écrit qu’on ne voit pas dans quel sens elle coule.',
    ),
    de('Frieda L.', '6 10:06', 'Das war Cäsar! Wir hatten das in Latein.', {
      reactions: { wow: ['Amina B.', 'Emma L.'] },
    }),
    fr('Léo V.', '2 09:40', 'Le micro est réservé pour jeudi : tram, mouettes, pluie s’il pleut.'),
    de('Karl Z.', '2 09:43', 'Perfekt. Wir schneiden es dann zusammen.', { reactions: { yes: ['Léo V.'] } }),
  ],
  Elbe: [
    de('Bilal Ö.', '6 10:20', 'Messwerte aus Torgau: pH 7,9, Wasser 6,2 °C. Ich trage sie gleich ein.'),
    fr('Lina C.', '6 10:24', 'Merci ! Est-ce que l’Elbe gèle en hiver ?', { key: 'ice' }),
    de('Lena F.', '6 10:27', 'Früher ja, heute fast nie. Opa ist noch Schlittschuh darauf gelaufen.', {
      to: 'ice',
      reactions: { wow: ['Lina C.', 'Rayan T.'] },
    }),
    fr('Gabin P.', '3 10:30', 'Il nous manque la traduction du deuxième paragraphe. Qui la prend ?'),
    de('Greta N.', '3 10:33', 'Ich!', { reactions: { heart: ['Gabin P.'] } }),
  ],
  Pleiße: [
    de(
      'Linh T.',
      '7 09:12',
      'Die Pleiße war lange unter der Erde, weil sie so gestunken hat. Heute holt man sie zurück.',
    ),
    fr('Camille D.', '7 09:15', 'Sous la terre ? Comme un métro de rivière ?', {
      reactions: { laugh: ['Linh T.', 'Charlotte W.'] },
    }),
    en('Paula K.', '7 09:18', 'Exactly, in tunnels. I found old photos in the town archive.'),
    fr('Louise T.', '5 10:20', 'On devrait dessiner la ville avant, pendant et après.', {
      reactions: { yes: ['Hanna M.', 'Paula K.', 'Inès K.'] },
    }),
  ],
  Loire: [
    fr('Tiago F.', '6 10:30', 'Bilal nous prête ses mesures. Nous, on fait la carte.'),
    de('Dilara Y.', '6 10:34', 'Ich kann die Flüsse blau nachziehen, wenn jemand die Städte schreibt.'),
    fr('Chloé R.', '2 11:05', 'Les villes sont finies. Il reste les affluents de gauche.', {
      reactions: { cheer: ['Dilara Y.', 'Theo S.'] },
    }),
  ],
  Main: [
    de('Marie G.', '5 11:00', 'Der Main hat zwei Quellen: einen Roten und einen Weißen Main. Das ist unsere Sage!'),
    fr('Manon C.', '5 11:04', 'Deux sœurs qui se cherchent ? J’adore.', {
      reactions: { heart: ['Marie G.', 'Zeynep C.'] },
    }),
    en('Joseph N.', '1 11:10', 'I wrote the first part in English so that everybody can read it.'),
  ],
}

/** Threads of single pupils with the teachers. */
export const riverAsks: Record<string, TalkLine[]> = {
  'Alix M.': [
    fr('Alix M.', '4 12:40', 'Madame, je ne comprends pas comment citer la source d’une image. On met le lien ?', {
      key: 'cite',
    }),
    fr(
      'Claire Fontaine',
      '4 13:05',
      'Le nom de l’auteur, le site et la licence. Il y a un exemple au tableau de la salle 204 ; montre-moi ton essai demain.',
      {
        to: 'cite',
        reactions: { yes: ['Alix M.'] },
      },
    ),
    fr('Alix M.', '3 08:20', 'C’est fait, merci !'),
  ],
  'Emil H.': [
    de('Emil H.', '5 12:10', 'Ich war gestern krank. Was muss ich für die Gruppe nachholen?'),
    de('Jonas Becker', '5 12:50', 'Nur das Rätsel lesen und die Tabelle prüfen. Gute Besserung!', {
      reactions: { heart: ['Emil H.'] },
    }),
  ],
}

/** By name of the project. */
export const otherTalk: Record<string, TalkLine[]> = {
  'Du fleuve à la mer': [
    fr(
      'Gwenaëlle Le Goff',
      '6 09:00',
      `Bonjour ${lyon.town} ! Ici ${brest.town}. Mes CM2 attendent vos réponses avec impatience.`,
    ),
    fr('Claire Fontaine', '6 09:25', 'Bonjour ! Les 5e B finissent la lettre cette semaine.'),
    fr('Sacha W.', '4 10:05', 'On a mesuré le Rhône sous le pont : il est redescendu de 15 cm.'),
    fr('Louise T.', '4 10:07', 'Est-ce que l’eau de Lyon arrive un jour à Brest ? Je cherche encore…', {
      key: 'travel',
    }),
    fr(
      'Gwenaëlle Le Goff',
      '2 10:30',
      'Avec de la patience, oui : Méditerranée, Gibraltar, Atlantique. Mes élèves ont tracé la route sur un globe.',
      {
        to: 'travel',
        reactions: { wow: ['Louise T.', 'Sacha W.'] },
      },
    ),
  ],
  'EPI : l’eau dans la ville': [
    fr(
      'Nadia Benali',
      '5 08:10',
      'Pour la promenade sonore : chaque équipe choisit un lieu et une minute de silence à enregistrer.',
    ),
    fr('Yasmine H.', '5 10:15', 'On peut prendre la fontaine de la place Bellecour ?', { key: 'fountain' }),
    fr('Hugo Perrin', '5 10:40', 'Oui, et demandez-vous d’où vient son eau : c’est toute la question.', {
      to: 'fountain',
      reactions: { think: ['Yasmine H.'] },
    }),
  ],
  'Enseigner à deux · Zu zweit unterrichten': [
    fr(
      'Léa Morin',
      '4 15:20',
      'J’ai observé ta séance : les élèves parlent plus quand tu attends trois secondes de plus. Je l’essaie demain.',
    ),
    de(
      'Tim Schubert',
      '4 15:45',
      'Danke! Bei dir habe ich gelernt, die Frage erst aufzuschreiben. Das probiere ich in der 7a.',
      {
        reactions: { heart: ['Léa Morin', 'Jonas Becker'] },
      },
    ),
    fr(
      'Claire Fontaine',
      '3 12:30',
      `Beau travail à deux. Pensez à garder une trace dans #[Carnet de stage à deux] ; ${leipzig.town} et Lyon liront.`,
    ),
  ],
}
