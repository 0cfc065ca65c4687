/*
 * What a child should not give away, found in words: pure, the same in a browser and on the server. Every pattern is linear
 * and bounded in length; what is found is a hint for people and never a ban.
 */

export type FindingKind = 'phone' | 'email' | 'address' | 'handle' | 'meeting'

/** Nobody writes more at once; what lies behind is not looked at. */
export const mostLetters = 8_000

const email =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12}(?![\p{L}\p{N}])/iu

/** 12 rue des Lilas, 3 bis avenue d’Italie. A number stands before, or it is a street one may talk about. */
const frenchAddress =
  /(?<![\p{L}\p{N}/.,-])[1-9]\d{0,3}(?: ?(?:bis|ter|[a-d]))?,? (?:rue|avenue|av\.|boulevard|bd\.?|chemin|impasse|allée|quai|route) (?:[dl]['’]|[\p{L}])/iu
/** Lindenstraße 12, Alter Weg 7. */
const germanAddress =
  /(?<![\p{L}\p{N}])(?!(?:Die|Der|Das|Eine?|Diese|Jede|Keine) )\p{Lu}[\p{L}-]{0,30}(?:stra(?:ß|ss)e|str\.|gasse|allee| (?:Straße|Strasse|Weg|Allee|Gasse|Platz)|weg|platz) [1-9]\d{0,2} ?[a-d]?(?![\p{L}\p{N}.:,]\p{N}|[\p{L}\p{N}])/u
/** 12 Baker Street. */
const englishAddress =
  /(?<![\p{L}\p{N}/.,-])[1-9]\d{0,3}[a-d]? (?:\p{Lu}[\p{L}'’]{1,30} ){1,3}(?:Street|St|Road|Rd|Lane|Avenue|Ave|Drive|Close|Crescent|Terrace)(?![\p{L}\p{N}])/u
/** I live at …, j’habite au 12 …, ich wohne in der … 4. */
const livesAt =
  /(?<!\p{L})(?:j['’]habite (?:au|à l['’]adresse)|i live at|meine adresse ist|my address is|mon adresse (?:est|c['’]est)) (?:[1-9]|(?:number|numéro|nummer) \p{L}|\p{L}{1,12} [1-9])/iu

/** A name behind a sign, as networks write it; people of the project are mentioned by id and not by letters. */
const signedHandle =
  /(?<![\p{L}\p{N}._/@-])@[a-z0-9](?=[a-z0-9._]{0,28}[a-z])[a-z0-9._]{1,28}[a-z0-9_](?![\p{L}\p{N}@])/iu
/** The network, then what somebody is called there. */
const networkHandle =
  /(?<!\p{L})(?:snap(?:chat)?|insta(?:gram)?|tik ?tok|discord|whats ?app|telegram|roblox|fortnite|psn|steam|bereal)(?: (?:name|user|pseudo|id|tag|compte|account|konto))? ?[:=] ?@?[\p{L}\p{N}][\p{L}\p{N}._#-]{2,30}/iu
/** The same of one’s own: a network by itself “is” many things. */
const ownHandle =
  /(?<!\p{L})(?:my|mon|ma|mein|meine) (?:snap(?:chat)?|insta(?:gram)?|tik ?tok|discord|whats ?app|telegram|roblox|fortnite|psn|steam|bereal)(?: (?:name|user|pseudo|id|tag|compte|account|konto))?,? (?:is|it['’]s|c['’]est|est|ist|heißt) @?[\p{L}\p{N}][\p{L}\p{N}._#-]{2,30}/iu
const askedHandle =
  /(?<!\p{L})(?:add me|ajoute[ -]?moi|adde? mich|folge mir|follow me|suis[ -]moi|abonne[ -]toi à moi|schreib mir)(?: \p{L}{1,10})? (?:on|in|sur|auf|bei|at) (?:my |mon |ma |mein )?(?:snap|insta|tik ?tok|discord|whats ?app|telegram|roblox|steam|bereal)/iu

const frenchMeeting =
  /(?<!\p{L})(?:on se (?:voit|retrouve|rejoint|donne rendez-vous)|on peut se (?:voir|retrouver)|rejoins[ -]moi|retrouve[ -]moi|viens me (?:voir|rejoindre)|rendez-vous) (?:\p{L}{1,12} ){0,3}(?:à|au|aux|chez|devant|derrière|dans le parc|en ville)(?!\p{L})(?! (?:la page|la ligne|l['’]écran|la salle|l['’]école|la récré|demain|plus tard|bientôt|tout à l['’]heure))/iu
const englishMeeting =
  /(?<!\p{L})(?:meet me|let['’]?s meet(?: up)?|we (?:could|can|should) meet(?: up)?|come (?:over )?to my (?:house|place)|see me) (?:\p{L}{1,12} ){0,2}?(?:at the|at my|at your|at \d|behind|outside|in town|in the park|alone|after school|my place)(?!\p{L})(?! (?:top|end|bottom|beginning|start)(?!\p{L}))/iu
const comeToMe =
  /(?<!\p{L})(?:come (?:over )?to my (?:house|place)|viens chez moi|komm zu mir nach hause|bei mir zu hause treffen)(?!\p{L})/iu
const germanMeeting =
  /(?<!\p{L})(?:treffen wir uns|wir treffen uns|lass uns (?:\p{L}{1,10} )?treffen|triff mich|können wir uns (?:\p{L}{1,10} ){0,2}treffen|wollen wir uns (?:\p{L}{1,10} ){0,2}treffen)(?: (?:um \d|am|beim|bei|hinter|vor|in der stadt|im park|nach der schule|allein|heute|morgen|\p{L}{1,10} ?\?)|\?|!|$)(?! (?:text|anfang|ende der seite|bildschirm))/iu

/** In the order in which they are looked for. */
export const patterns: readonly (readonly [FindingKind, RegExp])[] = [
  ['email', email],
  ['address', frenchAddress],
  ['address', germanAddress],
  ['address', englishAddress],
  ['address', livesAt],
  ['handle', signedHandle],
  ['handle', networkHandle],
  ['handle', ownHandle],
  ['handle', askedHandle],
  ['meeting', frenchMeeting],
  ['meeting', englishMeeting],
  ['meeting', comeToMe],
  ['meeting', germanMeeting],
]

/** Digits as a number to call is written, at least eight of them. */
export const numbers = /(?<![\p{L}\p{N}.,:/=#_-])(?:\+ ?|\(0)?\d(?:[ .()/-]{0,2}\d){7,16}(?![\p{L}\p{N}_])/gu
