import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeProfile } from '#test/helpers/directory.ts'
import { makeSchool, makeStaff } from '#test/helpers/factories.ts'
import { makeOffice } from '#test/helpers/offices.ts'

/* Sixty questions in six scripts: with accents, in another script than what is stored, and with slips; and who stands first. */

const people: readonly [name: string, town: string, country: string, about: string][] = [
  ['Éloïse Bœuf-Lefèvre', 'Besançon', 'FR', 'Théâtre et poésie'],
  ['François Châtelain', 'Orléans', 'FR', 'Robotique'],
  ['Jürgen Müller', 'Köln', 'DE', 'Flüsse und Brücken'],
  ['Małgorzata Wójcik', 'Łódź', 'PL', 'Teatr'],
  ['Żółkiewska Ścibór', 'Kraków', 'PL', 'Chór'],
  ['Sørina Ångström', 'Tromsø', 'NO', 'Nordlys'],
  ['Ioana Țurcanu', 'Iași', 'RO', 'Școala verde'],
  ['Çağla Yıldız', 'İzmir', 'TR', 'Müzik'],
  ['Þorbjörg Guðmundsdóttir', 'Akureyri', 'IS', 'Eldfjöll'],
  ['Zdeněk Dvořák', 'Plzeň', 'CZ', 'Housle'],
  ['Ελένη Παπαδοπούλου', 'Θεσσαλονίκη', 'GR', 'Θέατρο και ποίηση'],
  ['Χρήστος Χατζηδάκης', 'Ηράκλειο', 'GR', 'Ρομποτική'],
  ['Ευθυμία Μπακογιάννη', 'Πάτρα', 'GR', 'Μουσική'],
  ['Оксана Шевченко', 'Київ', 'UA', 'Річки та мости'],
  ['Мар’яна Коваленко', 'Львів', 'UA', 'Театр'],
  ['Стоян Желязков', 'Пловдив', 'BG', 'Хор'],
  ['Հայկ Սարգսյան', 'Երևան', 'AM', 'Երաժշտություն'],
  ['Անահիտ Պետրոսյան', 'Գյումրի', 'AM', 'Թատրոն'],
  ['მარიამ ბერიძე', 'თბილისი', 'GE', 'მუსიკა'],
  ['ნინო ჭავჭავაძე', 'ბათუმი', 'GE', 'თეატრი'],
  ['محمد الهاشمي', 'القاهرة', 'TN', 'مسرح'],
  ['فاطمة بن يوسف', 'سوسة', 'TN', 'موسيقى'],
]

/** What is typed, and the name that stands first. */
const questions: readonly [typed: string, first: string][] = [
  // Latin letters with and without their marks.
  ['eloise', 'Éloïse Bœuf-Lefèvre'],
  ['ÉLOÏSE BŒUF', 'Éloïse Bœuf-Lefèvre'],
  ['boeuf', 'Éloïse Bœuf-Lefèvre'],
  ['lefevre besancon', 'Éloïse Bœuf-Lefèvre'],
  ['theatre poesie', 'Éloïse Bœuf-Lefèvre'],
  ['Francois Chatelain', 'François Châtelain'],
  ['chatel', 'François Châtelain'],
  ['orleans', 'François Châtelain'],
  ['muller', 'Jürgen Müller'],
  ['Mueller', 'Jürgen Müller'],
  ['jurgen koln', 'Jürgen Müller'],
  ['wojcik', 'Małgorzata Wójcik'],
  ['lodz', 'Małgorzata Wójcik'],
  ['Malgorzata Wojcik', 'Małgorzata Wójcik'],
  ['zolkiewska', 'Żółkiewska Ścibór'],
  ['angstrom', 'Sørina Ångström'],
  ['tromso', 'Sørina Ångström'],
  ['turcanu iasi', 'Ioana Țurcanu'],
  ['scoala', 'Ioana Țurcanu'],
  ['yildiz', 'Çağla Yıldız'],
  ['IZMIR', 'Çağla Yıldız'],
  ['thorbjorg', 'Þorbjörg Guðmundsdóttir'],
  ['dvorak plzen', 'Zdeněk Dvořák'],
  // Greek by Greek without accents, and by Latin.
  ['ελενη παπαδοπουλου', 'Ελένη Παπαδοπούλου'],
  ['Eleni Papadopoulou', 'Ελένη Παπαδοπούλου'],
  ['ΠΑΠΑΔΟΠΟΥΛΟΥ', 'Ελένη Παπαδοπούλου'],
  ['thessaloniki', 'Ελένη Παπαδοπούλου'],
  ['Christos', 'Χρήστος Χατζηδάκης'],
  ['Hatzidakis', 'Χρήστος Χατζηδάκης'],
  ['ρομποτικη', 'Χρήστος Χατζηδάκης'],
  ['Efthymia', 'Ευθυμία Μπακογιάννη'],
  ['Bakogianni', 'Ευθυμία Μπακογιάννη'],
  // Cyrillic.
  ['Шевченко', 'Оксана Шевченко'],
  ['shevchenko', 'Оксана Шевченко'],
  ['Oksana Shevchenko', 'Оксана Шевченко'],
  ['Schewtschenko', 'Оксана Шевченко'],
  ['мости', 'Оксана Шевченко'],
  ['Maryana', 'Мар’яна Коваленко'],
  ['kovalenko', 'Мар’яна Коваленко'],
  ['plovdiv', 'Стоян Желязков'],
  ['Stoyan', 'Стоян Желязков'],
  // Armenian and Georgian.
  ['Հայկ', 'Հայկ Սարգսյան'],
  ['Hayk Sargsyan', 'Հայկ Սարգսյան'],
  ['Anahit', 'Անահիտ Պետրոսյան'],
  ['petrosyan', 'Անահիտ Պետրոսյան'],
  ['მარიამ', 'მარიამ ბერიძე'],
  ['mariam', 'მარიამ ბერიძე'],
  ['tbilisi', 'მარიამ ბერიძე'],
  ['chavchavadze', 'ნინო ჭავჭავაძე'],
  // Arabic, whose vowels nobody writes.
  ['محمد', 'محمد الهاشمي'],
  ['Mohamed', 'محمد الهاشمي'],
  ['القاهرة', 'محمد الهاشمي'],
  ['Fatima', 'فاطمة بن يوسف'],
  ['فاطمه', 'فاطمة بن يوسف'],
  // Slips of one letter and of two.
  ['chatelian', 'François Châtelain'],
  ['wojick', 'Małgorzata Wójcik'],
  ['papadopuolou', 'Ελένη Παπαδοπούλου'],
  ['shevchnko', 'Оксана Шевченко'],
  ['kovalneko', 'Мар’яна Коваленко'],
  ['thessalonkii', 'Ελένη Παπαδοπούλου'],
  ['gudmundsdotir', 'Þorbjörg Guðmundsdóttir'],
]

let house: TestApp
let browser: Browser

beforeAll(async () => {
  house = await openTestApp()
  const { db } = house
  for (const countryCode of new Set(people.map(([, , code]) => code))) await makeOffice(db, { countryCode })
  for (const [displayName, town, countryCode, about] of people) {
    const school = await makeSchool(db, {
      countryCode,
      town,
      name: `Nr ${people.findIndex(([name]) => name === displayName)}`,
    })
    const { id: userId } = await makeStaff(db, { schoolId: school.id, displayName })
    await makeProfile(db, { userId, about })
  }
  const french = await makeSchool(db, { countryCode: 'FR' })
  browser = await house.as(await makeStaff(db, { schoolId: french.id }))
})
afterAll(() => house.close())

describe('sixty questions in six scripts', () => {
  it.each(questions)('%s finds %s first', async (typed, first) => {
    house.forgetPaces()
    const { body } = await browser.get(`/api/directory/people?q=${encodeURIComponent(typed)}`)
    expect(body.people[0]?.name).toBe(first)
  })

  it('are sixty and more', () => expect(questions.length).toBeGreaterThanOrEqual(60))
})
