/**
 * A story of the metered section. `short` names it in a list; `text` is one entry a paragraph.
 *
 * @typedef {{ slug: string, short: string, kicker: string, headline: string, standfirst: string, byline: string, text: string[] }} Story
 */

/** Six stories: a registered reader may read five, and then meets a wall, too. */
/** @type {readonly Story[]} */
export const STORIES = [
  {
    slug: 'night-bakery',
    short: 'The night bakery',
    kicker: 'Main Street',
    headline: 'The bakery that opens when everything else has closed',
    standfirst: 'At two in the morning there is one lit window in Millrace, and a line in front of it.',
    byline: 'From the Ledger’s night desk',
    text: [
      'The door is unlocked at two. By a quarter past, the bench along the wall is full: a nurse between shifts, two linemen in wet boots, a man who cannot sleep and has stopped apologising for it. The oven behind the counter has been burning since the spring flood of a year that nobody wrote down.',
      'The baker did not mean to keep these hours. She began early to have the first loaves ready by six, and people saw the light. “They knocked,” she says. “What would you have done?” Now she sells half of what she bakes before the sun is up, and the other half to those who wonder why the shelves look so bare.',
      'There are no tables and no music. One buys a roll, stands with it where it is warm, and hears who has had a child and whose road is out. The county’s dispatcher calls here first when a bridge ices over, since word travels from this room faster than over the radio.',
      'At six the sign in the door is turned. It does not say “open” or “closed”. It says “good night” on one side and “good morning” on the other, and only the baker knows which is meant for whom.',
    ],
  },
  {
    slug: 'clock-mender',
    short: 'The courthouse clock',
    kicker: 'County seat',
    headline: 'For eleven years the courthouse clock was wrong, and on purpose',
    standfirst: 'Four minutes fast, so that nobody would miss the noon train. Then the train stopped coming.',
    byline: 'From the Ledger’s county desk',
    text: [
      'Whoever looks after a public clock can do one thing wrong, and the keeper of the one in Harlow did it with care. Each Monday he climbed the ninety-one steps, wound the weights, and set the hands four minutes ahead. The station lay down the hill, and people run better when they believe that they are late.',
      'It worked. Weddings began early, court adjourned early, and the noon train left with everybody who had meant to be on it. Strangers who compared the tower with their own watches were told, kindly, that it was their watches.',
      'Then the line was closed. For a while nobody thought of the clock. When a clerk asked at last whether it might be put right, three petitions went round: one for the true time, one for the old one, and one, signed by most of the high school, for an hour’s delay.',
      'Last week the keeper climbed up once more and turned the hands back. “Four minutes,” he said when he was down again. “I always wondered where we kept them.” The town has not yet decided what to do with them.',
    ],
  },
  {
    slug: 'floating-library',
    short: 'The floating library',
    kicker: 'River country',
    headline: 'A library that comes with the water',
    standfirst: 'Twice a month a flat boat ties up at nine landings, with two thousand books and one stove.',
    byline: 'From the Ledger’s river desk',
    text: [
      'One hears it before one sees it: the librarian has hung a cowbell from the bow, because a horn frightened the herons. By the time the boat comes round the bend there are children on the landing, and behind them, pretending to have come for the children, everyone else.',
      'It carries two thousand books, which is a third of what the county owns. The rest wait in a dry barn, and what goes aboard is chosen by a rule that the librarian will explain to anybody: one third what was asked for, one third what is new, and one third what no one has borrowed for ten years. “They should get out too,” she says.',
      'Nothing is ever late. A book is due when the boat returns, and when the river is high that may be a month. In the dry summer four years ago it was a whole season; the landings read each other’s books instead and kept a list on the back of a feed sack, which hangs framed beside the stove today.',
      'At dusk the bell goes again and the planks are drawn in. What is left on the landing is the quiet of a place where several people have just opened something at the first page.',
    ],
  },
  {
    slug: 'names-on-the-bridge',
    short: 'Names on the bridge',
    kicker: 'Cedar Point',
    headline: 'Two hundred names under a coat of green paint',
    standfirst: 'The bridge was due to be repainted. Then somebody scraped a little too deep.',
    byline: 'From the Ledger’s county desk',
    text: [
      'The work order said: remove loose paint, prime, two coats of green. On its second morning the crew stopped. Under the flakes of the lower chord there were letters, cut with a chisel and filled with red lead, and when they had freed a yard of steel there were eleven names.',
      'By the end of the week it was two hundred and six. They are those of the men who built the bridge, in the order in which they were hired; the old payroll, found in the county’s cellar, agrees with all but two. Nobody alive had known of them. The first coat had gone on before the bridge was a year old.',
      'Since then people come in the evening with torches and brushes. A woman has found her grandfather, four places from the man who, as the family has it, never spoke to him again. Each name gets a strip of clear lacquer, and the painters have learned to wait with their ladders.',
      'The county has changed the order. It now reads: two coats of green, except where it says otherwise. There is room at the end of the chord, and the crew has been asked whether it would like to sign.',
    ],
  },
  {
    slug: 'snow-orchard',
    short: 'Snow in the orchard',
    kicker: 'Upper Ferry',
    headline: 'What an orchard does while it snows',
    standfirst: 'Nothing, one would think. Its owner has kept a notebook for thirty winters and disagrees.',
    byline: 'From the Ledger’s farm desk',
    text: [
      'The notebook for this winter is the thirtieth. They stand in a row over the kitchen table, each with a year on its back, and they are all about the months in which there is nothing to do. “In summer I have no time to look,” the orchardist says. “So I look now.”',
      'He counts buds. He has forty twigs on forty trees, marked with wool, and on every Sunday from the first frost on he writes down how many are firm and how many have gone brown. He knows which row the cold comes down first, and that it takes the same way as the deer do.',
      'Three years ago the university asked for copies. It turned out that nobody else had looked at the same twigs for so long, and that a date which everyone had thought fixed had moved, by a third of a day each winter, towards Christmas. He had noticed. He had not thought that it was news.',
      'On the last page of every notebook there is one line for the whole season. The one of last year reads: “Long. Then all at once.” He has a mind to use it again.',
    ],
  },
  {
    slug: 'last-party-line',
    short: 'The last party line',
    kicker: 'Back roads',
    headline: 'Nine houses, one wire, and a rule about Sundays',
    standfirst: 'The county’s last shared telephone line is still humming, because those on it will not give it up.',
    byline: 'From the Ledger’s back-roads desk',
    text: [
      'Two long rings and a short one are for the house by the culvert. A short and a long are for the widow with the goats. Everyone on Tanner Road knows all nine signals, everyone may pick up, and for seventy years nearly everyone has.',
      'The company has offered each of them a line of his own, for nothing, five times. Each time they met in the church hall and each time they declined. It is not that they have no other telephones. They have those in their pockets like anybody, and use them for what is none of the road’s business.',
      'The wire is for the rest. When the creek rose it took one call to wake nine kitchens. When a boy was lost, the search had begun before his mother had finished the sentence. And there is the rule about Sundays: after supper nobody rings, and whoever likes picks up and listens to whoever is there.',
      'We were allowed to, once, on condition that we print nothing of what was said. There is little to keep back. Somebody was shelling peas. Somebody had a window open. For a good while one could hear the same rain in nine places.',
    ],
  },
];
