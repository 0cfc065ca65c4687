/*
 * Regions inside countries, by date, and the départements of France's. A country that has no list here stays open for typing;
 * one that has a list is closed to it. Nothing was looked up on the network while this was written: what is said here "from
 * memory" was not read against its source, and whoever can should.
 *
 * France: académies and their départements as the Code de l'éducation, article R. 222-2, has them (from memory). Thirty in
 * 2017, when Mayotte was a vice-rectorat; thirty today: the decree 2019-1200 of 20 November 2019 (from memory) made one
 * académie of Caen and Rouen from 1 January 2020, and Mayotte is one from that day. Numbers of académies are those of the
 * Annuaire de l'éducation (column `Code_academie`).
 * Other countries: first levels of ISO 3166-2 as their own countries write them. Belgium's are its communities, which run its
 * schools and have no code of their own there; of Spain Ceuta and Melilla are cities with the rank of a first level.
 */

interface Region {
  name: string
  code?: string
  openedOn?: string
  closedOn?: string
  /** By name. */
  mergedInto?: string
  /** Codes, and from when to when where that is not always. */
  departments?: string
}

/** `code name|code name`: a list as one reads it. */
const listed = (prefix: string, text: string): Region[] =>
  text.split('|').map((one) => {
    const at = one.indexOf(' ')
    return { code: `${prefix}${one.slice(0, at)}`, name: one.slice(at + 1) }
  })
const unlisted = (text: string): Region[] => text.split('|').map((name) => ({ name }))

const merger = '2020-01-01'

const academies: Region[] = [
  { code: '02', name: 'Aix-Marseille', departments: '04 05 13 84' },
  { code: '20', name: 'Amiens', departments: '02 60 80' },
  { code: '03', name: 'Besançon', departments: '25 39 70 90' },
  { code: '04', name: 'Bordeaux', departments: '24 33 40 47 64' },
  { code: '05', name: 'Caen', closedOn: merger, mergedInto: 'Normandie', departments: '14 50 61' },
  { code: '06', name: 'Clermont-Ferrand', departments: '03 15 43 63' },
  { code: '27', name: 'Corse', departments: '2A 2B' },
  { code: '24', name: 'Créteil', departments: '77 93 94' },
  { code: '07', name: 'Dijon', departments: '21 58 71 89' },
  { code: '08', name: 'Grenoble', departments: '07 26 38 73 74' },
  { code: '32', name: 'Guadeloupe', departments: '971' },
  { code: '33', name: 'Guyane', departments: '973' },
  { code: '28', name: 'La Réunion', departments: '974' },
  { code: '09', name: 'Lille', departments: '59 62' },
  { code: '22', name: 'Limoges', departments: '19 23 87' },
  { code: '10', name: 'Lyon', departments: '01 42 69' },
  { code: '31', name: 'Martinique', departments: '972' },
  { code: '43', name: 'Mayotte', openedOn: merger, departments: '976' },
  { code: '11', name: 'Montpellier', departments: '11 30 34 48 66' },
  { code: '12', name: 'Nancy-Metz', departments: '54 55 57 88' },
  { code: '17', name: 'Nantes', departments: '44 49 53 72 85' },
  { code: '23', name: 'Nice', departments: '06 83' },
  { code: '70', name: 'Normandie', openedOn: merger, departments: '14 27 50 61 76' },
  { code: '18', name: 'Orléans-Tours', departments: '18 28 36 37 41 45' },
  { code: '01', name: 'Paris', departments: '75' },
  { code: '13', name: 'Poitiers', departments: '16 17 79 86' },
  { code: '19', name: 'Reims', departments: '08 10 51 52' },
  { code: '14', name: 'Rennes', departments: '22 29 35 56' },
  { code: '21', name: 'Rouen', closedOn: merger, mergedInto: 'Normandie', departments: '27 76' },
  { code: '15', name: 'Strasbourg', departments: '67 68' },
  { code: '16', name: 'Toulouse', departments: '09 12 31 32 46 65 81 82' },
  { code: '25', name: 'Versailles', departments: '78 91 92 95' },
]

const departmentNames: Record<string, string> = Object.fromEntries(
  listed(
    '',
    '01 Ain|02 Aisne|03 Allier|04 Alpes-de-Haute-Provence|05 Hautes-Alpes|06 Alpes-Maritimes|07 Ardèche|08 Ardennes|09 Ariège|10 Aube|11 Aude|12 Aveyron|13 Bouches-du-Rhône|14 Calvados|15 Cantal|16 Charente|17 Charente-Maritime|18 Cher|19 Corrèze|2A Corse-du-Sud|2B Haute-Corse|21 Côte-d’Or|22 Côtes-d’Armor|23 Creuse|24 Dordogne|25 Doubs|26 Drôme|27 Eure|28 Eure-et-Loir|29 Finistère|30 Gard|31 Haute-Garonne|32 Gers|33 Gironde|34 Hérault|35 Ille-et-Vilaine|36 Indre|37 Indre-et-Loire|38 Isère|39 Jura|40 Landes|41 Loir-et-Cher|42 Loire|43 Haute-Loire|44 Loire-Atlantique|45 Loiret|46 Lot|47 Lot-et-Garonne|48 Lozère|49 Maine-et-Loire|50 Manche|51 Marne|52 Haute-Marne|53 Mayenne|54 Meurthe-et-Moselle|55 Meuse|56 Morbihan|57 Moselle|58 Nièvre|59 Nord|60 Oise|61 Orne|62 Pas-de-Calais|63 Puy-de-Dôme|64 Pyrénées-Atlantiques|65 Hautes-Pyrénées|66 Pyrénées-Orientales|67 Bas-Rhin|68 Haut-Rhin|69 Rhône|70 Haute-Saône|71 Saône-et-Loire|72 Sarthe|73 Savoie|74 Haute-Savoie|75 Paris|76 Seine-Maritime|77 Seine-et-Marne|78 Yvelines|79 Deux-Sèvres|80 Somme|81 Tarn|82 Tarn-et-Garonne|83 Var|84 Vaucluse|85 Vendée|86 Vienne|87 Haute-Vienne|88 Vosges|89 Yonne|90 Territoire de Belfort|91 Essonne|92 Hauts-de-Seine|93 Seine-Saint-Denis|94 Val-de-Marne|95 Val-d’Oise|971 Guadeloupe|972 Martinique|973 Guyane|974 La Réunion|976 Mayotte',
  ).map(({ code = '', name }) => [code, name]),
)

const regionsOf: Record<string, Region[]> = {
  FR: academies,
  AT: listed(
    'AT-',
    '1 Burgenland|2 Kärnten|3 Niederösterreich|4 Oberösterreich|5 Salzburg|6 Steiermark|7 Tirol|8 Vorarlberg|9 Wien',
  ),
  BE: unlisted('Deutschsprachige Gemeinschaft|Fédération Wallonie-Bruxelles|Vlaamse Gemeenschap'),
  CH: listed(
    'CH-',
    'AG Aargau|AI Appenzell Innerrhoden|AR Appenzell Ausserrhoden|BE Bern/Berne|BL Basel-Landschaft|BS Basel-Stadt|FR Fribourg/Freiburg|GE Genève|GL Glarus|GR Graubünden/Grigioni/Grischun|JU Jura|LU Luzern|NE Neuchâtel|NW Nidwalden|OW Obwalden|SG St. Gallen|SH Schaffhausen|SO Solothurn|SZ Schwyz|TG Thurgau|TI Ticino|UR Uri|VD Vaud|VS Valais/Wallis|ZG Zug|ZH Zürich',
  ),
  CZ: listed(
    'CZ-',
    '10 Praha|20 Středočeský kraj|31 Jihočeský kraj|32 Plzeňský kraj|41 Karlovarský kraj|42 Ústecký kraj|51 Liberecký kraj|52 Královéhradecký kraj|53 Pardubický kraj|63 Kraj Vysočina|64 Jihomoravský kraj|71 Olomoucký kraj|72 Zlínský kraj|80 Moravskoslezský kraj',
  ),
  DE: listed(
    'DE-',
    'BW Baden-Württemberg|BY Bayern|BE Berlin|BB Brandenburg|HB Bremen|HH Hamburg|HE Hessen|MV Mecklenburg-Vorpommern|NI Niedersachsen|NW Nordrhein-Westfalen|RP Rheinland-Pfalz|SL Saarland|SN Sachsen|ST Sachsen-Anhalt|SH Schleswig-Holstein|TH Thüringen',
  ),
  DK: listed('DK-', '84 Hovedstaden|82 Midtjylland|81 Nordjylland|85 Sjælland|83 Syddanmark'),
  ES: listed(
    'ES-',
    'AN Andalucía|AR Aragón|CN Canarias|CB Cantabria|CL Castilla y León|CM Castilla-La Mancha|CT Catalunya|CE Ceuta|MD Comunidad de Madrid|NC Comunidad Foral de Navarra|VC Comunitat Valenciana|PV Euskadi|EX Extremadura|GA Galicia|IB Illes Balears|RI La Rioja|ML Melilla|AS Principado de Asturias|MC Región de Murcia',
  ),
  GB: listed('GB-', 'ENG England|NIR Northern Ireland|SCT Scotland|WLS Wales'),
  IT: listed(
    'IT-',
    '65 Abruzzo|77 Basilicata|78 Calabria|72 Campania|45 Emilia-Romagna|36 Friuli Venezia Giulia|62 Lazio|42 Liguria|25 Lombardia|57 Marche|67 Molise|21 Piemonte|75 Puglia|88 Sardegna|82 Sicilia|52 Toscana|32 Trentino-Alto Adige/Südtirol|55 Umbria|23 Valle d’Aosta/Vallée d’Aoste|34 Veneto',
  ),
  NL: listed(
    'NL-',
    'DR Drenthe|FL Flevoland|FR Fryslân|GE Gelderland|GR Groningen|LI Limburg|NB Noord-Brabant|NH Noord-Holland|OV Overijssel|UT Utrecht|ZE Zeeland|ZH Zuid-Holland',
  ),
  PL: listed(
    'PL-',
    '02 dolnośląskie|04 kujawsko-pomorskie|06 lubelskie|08 lubuskie|10 łódzkie|12 małopolskie|14 mazowieckie|16 opolskie|18 podkarpackie|20 podlaskie|22 pomorskie|24 śląskie|26 świętokrzyskie|28 warmińsko-mazurskie|30 wielkopolskie|32 zachodniopomorskie',
  ),
  SE: listed(
    'SE-',
    'K Blekinge län|W Dalarnas län|I Gotlands län|X Gävleborgs län|N Hallands län|Z Jämtlands län|F Jönköpings län|H Kalmar län|G Kronobergs län|BD Norrbottens län|M Skåne län|AB Stockholms län|D Södermanlands län|C Uppsala län|S Värmlands län|AC Västerbottens län|Y Västernorrlands län|U Västmanlands län|O Västra Götalands län|T Örebro län|E Östergötlands län',
  ),
  SK: listed(
    'SK-',
    'BC Banskobystrický kraj|BL Bratislavský kraj|KI Košický kraj|NI Nitriansky kraj|PV Prešovský kraj|TA Trnavský kraj|TC Trenčiansky kraj|ZI Žilinský kraj',
  ),
}

export const regionRows = Object.entries(regionsOf).flatMap(([countryCode, all]) =>
  all.map(({ name, code, openedOn, closedOn }) => ({
    ...{ countryCode, name, code: code ?? null },
    ...{ openedOn: openedOn ?? null, closedOn: closedOn ?? null },
  })),
)

/** Which became part of which. */
export const regionMergers = Object.entries(regionsOf).flatMap(([countryCode, all]) =>
  all.flatMap(({ name, mergedInto }) => (mergedInto === undefined ? [] : [{ countryCode, name, mergedInto }])),
)

/** Of France, the one country of which they are known here. A département is of a region as long as that one is there. */
export const departmentRows = academies.flatMap(({ name: region, departments = '', openedOn, closedOn }) =>
  departments.split(' ').map((code) => ({
    ...{ region, code, name: departmentNames[code] ?? '' },
    ...{ fromDate: openedOn ?? null, toDate: closedOn ?? null },
  })),
)
