import type { memberships } from '../schema/schools.ts'

/*
 * Which countries are of the programme, from when to when. What a source says of one day only ("in by then") is entered from
 * the day that it names, and says so; nothing is known here of the years before 2014.
 */

type Membership = typeof memberships.$inferInsert

const erasmus = 'Erasmus+ 2014-2020, of which the programme is part: Regulation (EU) 1288/2013, article 24'
const note2017 = 'The founding note of autumn 2017 counts 36 countries: in by then'

const since = (fromDate: string, source: string, codes: string): Membership[] =>
  codes.split(' ').map((countryCode) => ({ countryCode, standing: 'member', fromDate, toDate: null, source }))

const plus = (fromDate: string, source: string, codes: string): Membership[] =>
  since(fromDate, source, codes).map((row) => ({ ...row, standing: 'plus' }))

export const membershipRows: readonly Membership[] = [
  ...since('2014-01-01', erasmus, 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'),
  ...since('2014-01-01', erasmus, 'IS LI MK NO TR'),
  ...since('2017-09-01', note2017, 'AL BA RS'),
  ...since('2022-04-01', 'etwinning.net, April 2022: Montenegro joins', 'ME'),
  ...since('2014-01-01', `${erasmus}; until 31 December 2020: etwinning.at`, 'GB').map((row) => ({
    ...row,
    toDate: '2021-01-01',
  })),
  ...plus('2013-03-04', 'The Commission, 4 March 2013: eTwinning Plus; the founding note of 2017', 'AM AZ GE MD TN UA'),
  ...plus('2018-02-01', 'school-education.ec.europa.eu, February 2018: Jordan joins', 'JO'),
  ...plus('2018-07-01', 'etwinning.net, July 2018: Lebanon joins', 'LB'),
  ...plus('2024-02-01', 'oead.at, February 2024: Kosovo and Palestine join', 'PS XK'),
]
