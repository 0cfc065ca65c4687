import { describe, expect, it } from 'vitest'
import { detect } from '#collab/detector/detect.ts'
import type { FindingKind } from '#collab/detector/patterns.ts'
import { isPhone } from '#collab/detector/phones.ts'

// What a child should not give away is found in three languages, and what lessons are full of is not.

const given: [text: string, kinds: FindingKind[], country?: string][] = [
  ['appelle-moi au 06 12 34 56 78', ['phone']],
  ['mon num c 0612345678', ['phone']],
  ['06.12.34.56.78 !', ['phone']],
  ['+33 6 12 34 56 78', ['phone'], 'DE'],
  ['0033612345678', ['phone'], 'DE'],
  ['ruf mich an: 0151 23456789', ['phone'], 'DE'],
  ['meine Nummer ist 0171/2345678', ['phone'], 'DE'],
  ['+49 151 23456789', ['phone']],
  ['call me on 07400 123456', ['phone'], 'GB'],
  ['écris à lea.martin@example.fr', ['email']],
  ['lea (at) example.de', ['email']],
  ['my mail: blue_heron+7@school.example.com', ['email']],
  ['j’habite au 12 rue des Lilas', ['address']],
  ['c’est 3 bis, avenue d’Italie', ['address']],
  ['ich wohne in der Lindenstraße 12', ['address'], 'DE'],
  ['Komm in den Alten Weg 7', ['address'], 'DE'],
  ['I live at number seven', ['address'], 'GB'],
  ['we are in 12 Baker Street', ['address'], 'GB'],
  ['ajoute-moi sur snap', ['handle']],
  ['mon insta c’est lea.riviere', ['handle']],
  ['insta: lea_riviere', ['handle']],
  ['mein Discord ist otter#4411', ['handle'], 'DE'],
  ['add me on TikTok', ['handle'], 'GB'],
  ['je suis @lea_du_69', ['handle']],
  ['adde mich auf Roblox', ['handle'], 'DE'],
  ['on se voit à la gare ?', ['meeting']],
  ['on se retrouve devant le cinéma', ['meeting']],
  ['viens chez moi', ['meeting']],
  ['meet me at the station', ['meeting'], 'GB'],
  ['let’s meet after school', ['meeting'], 'GB'],
  ['come to my house', ['meeting'], 'GB'],
  ['treffen wir uns am Bahnhof?', ['meeting'], 'DE'],
  ['wollen wir uns mal treffen?', ['meeting'], 'DE'],
  ['0612345678 on se voit au parc', ['phone', 'meeting']],
]

const harmless: [text: string, country?: string][] = [
  ['le 24/11/2026 à 14h30'],
  ['Am 24.11.2026 um 14:30', 'DE'],
  ['01.12.2026 - 05.12.2026', 'DE'],
  ['03/04/2026 and 05/06/2026', 'GB'],
  ['2026-11-24T09:00:00'],
  ['de 1914 à 1918, puis 1939 - 1945'],
  ['ISBN 978-2-07-040850-4'],
  ['ISBN 9783161484100', 'DE'],
  ['ISBN 0-306-40615-2', 'GB'],
  ['UAI 0691234A'],
  ['école n° 0690123456789'],
  ['3,14159265358979'],
  ['0,123456789'],
  ['12345678 × 9 = 111111102'],
  ['100 000 000 habitants'],
  ['299 792 458 m/s'],
  ['1 + 1 = 2 et 2 + 2 = 4'],
  ['(3 + 4) × (5 - 2) = 21'],
  ['x = 0.0012345678'],
  ['la population est de 67 750 000'],
  ['https://preau.example/p/0612345678/pages?id=0612345678'],
  ['http://localhost:3000/page/0b7c6c1e-1f5e-4b41-9a2d-001122334455'],
  ['www.rhone.example/@heron'],
  ['<@0b7c6c1e-1f5e-4b41-9a2d-001122334455> regarde'],
  ['rendez-vous à la page 12'],
  ['on se voit demain'],
  ['on se retrouve à la page 4'],
  ['wir treffen uns in der Mitte', 'DE'],
  ['see you at 3', 'GB'],
  ['I meet my friends in the story', 'GB'],
  ['the street is long', 'GB'],
  ['la rue est longue'],
  ['rue de la Paix : un roman en 12 chapitres'],
  ['Die Straße 7 war gesperrt', 'DE'],
  ['Platz 3 im Rennen', 'DE'],
  ['auf dem Weg 3 Vögel gesehen', 'DE'],
  ['le snap de la photo est beau'],
  ['Instagram est un réseau'],
  ['Discord is an app', 'GB'],
  ['TikTok is dangerous', 'GB'],
  ['3 @ 2 €'],
  ['@ tous'],
  ['le prix : 12,50 € @ pièce'],
  ['C6H12O6 + 6 O2'],
  ['45.764043, 4.835659'],
  ['48° 51′ 24″ N'],
  ['le train de 06:12, quai 34'],
  ['06 12 34'],
  ['matricule 20261124-0612'],
  ['192.168.100.200'],
  ['Der Rhein ist 1 230 km lang, die Rhône 812 km', 'DE'],
  ['1234567890'],
  ['2 4 6 8 10 12 14 16 18'],
  ['0 1 1 2 3 5 8 13 21 34', 'DE'],
  ['0 2 4 6 8 10 12 14'],
  ['00000000'],
  ['01 02 03 04 05 06 07 08 09 10 11'],
  ['J’habite au bord du Rhône'],
  ['I live in Lyon', 'GB'],
  ['ich wohne in Leipzig', 'DE'],
]

const found = (text: string, country = 'FR') => detect(text, country, isPhone)

describe('what a child should not give away', () => {
  it.each(given)('is found: %s', (text, kinds, country) => {
    expect(found(text, country)).toEqual(kinds)
  })

  it.each(harmless)('is not what lessons are full of: %s', (text, country) => {
    expect(found(text, country)).toEqual([])
  })

  it('is looked for in a time that grows with the text alone', () => {
    const walls = ['a', '@', '1 ', '1.', 'a@', 'Aa ', 'on se voit ', '(0', '+ ', '1 rue ', 'Insta: ', 'a.'].map(
      (part) => part.repeat(200_000),
    )
    const started = performance.now()
    for (const wall of walls) found(wall)
    // Milliseconds when alone; what grows with the square would be minutes.
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
