-- The open data of a journeyblog site. A column has one meaning wherever it stands, so that
--   SELECT … FROM visits JOIN businesses USING (business)  joins.
-- Numbers are at full precision, dates YYYY-MM-DD (with the time when the author wrote one), yes and no 1 and 0;
-- what has no data is NULL.
PRAGMA application_id = 1245858887; -- JBLG
PRAGMA user_version = 1;

CREATE TABLE site (title TEXT NOT NULL, url TEXT, language TEXT, worst REAL, best REAL, step REAL, prior REAL);

CREATE TABLE authors (author TEXT PRIMARY KEY, name TEXT NOT NULL, url TEXT);

CREATE TABLE kinds (kind TEXT PRIMARY KEY, label TEXT NOT NULL, plural TEXT NOT NULL);

-- What is rated of a kind of business, what it weighs in a visit's score, and what it belongs to.
CREATE TABLE dimensions (
  kind TEXT NOT NULL REFERENCES kinds, dimension TEXT NOT NULL, label TEXT NOT NULL, side TEXT NOT NULL,
  weight REAL NOT NULL, PRIMARY KEY (kind, dimension)
);

-- A journey and what its visits add up to; lists are in other tables.
CREATE TABLE journeys (
  journey TEXT PRIMARY KEY, title TEXT NOT NULL, url TEXT, label TEXT, summary TEXT, "start" TEXT, "end" TEXT,
  status TEXT, parts_planned INTEGER, planned_cadence TEXT, cadence_days REAL, days INTEGER, km REAL,
  installments INTEGER, visits INTEGER, businesses INTEGER, mean_visit_score REAL, mean_business_score REAL,
  good_or_better INTEGER, scored INTEGER, would_return INTEGER, answers INTEGER, wilson_low REAL, wilson_high REAL,
  promises_kept INTEGER, promises INTEGER, incidents INTEGER, recovery REAL, little_things INTEGER,
  expectation_gap REAL, effort REAL, recommendations INTEGER, net_recommend REAL
);

-- A journey's places: origin, stops in order, destination.
CREATE TABLE stops (
  journey TEXT NOT NULL REFERENCES journeys, role TEXT NOT NULL, position INTEGER NOT NULL, name TEXT, lat REAL,
  lon REAL, country TEXT, date TEXT, mode TEXT, PRIMARY KEY (journey, role, position)
);

-- `post` is where it stands on the site; `station` its place on the journey's line, `part` what it is there.
CREATE TABLE posts (
  post TEXT PRIMARY KEY, title TEXT NOT NULL, heading TEXT NOT NULL, url TEXT, date TEXT NOT NULL, updated TEXT,
  language TEXT, summary TEXT, journey TEXT REFERENCES journeys, station INTEGER, part TEXT, number INTEGER,
  place_name TEXT, place_lat REAL, place_lon REAL, place_country TEXT, contrast INTEGER, disclosure TEXT
);
CREATE TABLE post_authors (
  post TEXT NOT NULL REFERENCES posts, author TEXT NOT NULL REFERENCES authors, PRIMARY KEY (post, author)
);
CREATE TABLE categories (category TEXT PRIMARY KEY);
CREATE TABLE post_categories (
  post TEXT NOT NULL REFERENCES posts, category TEXT NOT NULL REFERENCES categories, PRIMARY KEY (post, category)
);
CREATE TABLE tags (tag TEXT PRIMARY KEY);
CREATE TABLE post_tags (
  post TEXT NOT NULL REFERENCES posts, tag TEXT NOT NULL REFERENCES tags, PRIMARY KEY (post, tag)
);
CREATE TABLE lessons (
  post TEXT NOT NULL REFERENCES posts, position INTEGER NOT NULL, lesson TEXT NOT NULL, PRIMARY KEY (post, position)
);
CREATE TABLE playbook (
  post TEXT NOT NULL REFERENCES posts, position INTEGER NOT NULL, entry TEXT NOT NULL, stage TEXT, at_home TEXT,
  status TEXT, pin INTEGER, PRIMARY KEY (post, position)
);

-- A business and what its visits add up to; an anonymous one has a label for a name, and no address.
CREATE TABLE businesses (
  business TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL REFERENCES kinds, url TEXT, street TEXT,
  district TEXT, locality TEXT, region TEXT, postcode TEXT, country TEXT, lat REAL, lon REAL, homepage TEXT,
  phone TEXT, opened TEXT, closed TEXT, parent TEXT REFERENCES businesses DEFERRABLE INITIALLY DEFERRED,
  price_range INTEGER, anonymous INTEGER, own INTEGER, fictional INTEGER, visits INTEGER, scored INTEGER,
  confidence TEXT, overall REAL, consistency REAL, steadiness TEXT, trend TEXT, trend_delta REAL, product REAL,
  service REAL, process REAL, environment REAL, value REAL, service_minus_product REAL, processes REAL, policies REAL,
  practices REAL, people REAL, four_ps_consistency REAL, return_index REAL, verdict TEXT, verdict_reason TEXT,
  authors_call INTEGER, inferred INTEGER, so_far INTEGER, would_return INTEGER, answers INTEGER, wilson_low REAL,
  wilson_high REAL, promises_kept INTEGER, promises INTEGER, incidents INTEGER, recovery REAL, expectation_gap REAL,
  effort REAL, double_deviation INTEGER, cancelled_without_follow_up INTEGER, front_door_passed INTEGER,
  front_door_tests INTEGER, rank_score REAL, standout INTEGER, let_down INTEGER
);
CREATE TABLE business_tags (
  business TEXT NOT NULL REFERENCES businesses, tag TEXT NOT NULL, PRIMARY KEY (business, tag)
);
-- The mean of each dimension over a business's visits, and of how many.
CREATE TABLE dimension_means (
  business TEXT NOT NULL REFERENCES businesses, dimension TEXT NOT NULL, mean REAL NOT NULL, ratings INTEGER NOT NULL,
  PRIMARY KEY (business, dimension)
);
CREATE TABLE mentions (
  post TEXT NOT NULL REFERENCES posts, business TEXT NOT NULL REFERENCES businesses, PRIMARY KEY (post, business)
);

-- `place` counts the visits of a post from 1. Those with counts = 0 are in no number of a business or journey.
CREATE TABLE visits (
  visit INTEGER PRIMARY KEY, post TEXT NOT NULL REFERENCES posts, place INTEGER NOT NULL,
  business TEXT NOT NULL REFERENCES businesses, date TEXT NOT NULL, score REAL, rating REAL, processes REAL,
  policies REAL, practices REAL, people REAL, counts INTEGER NOT NULL, provisional INTEGER, standout INTEGER,
  told_friends INTEGER, would_recommend TEXT, expected REAL, effort REAL, price REAL, price_currency TEXT,
  price_per TEXT, cost REAL, cost_currency TEXT, cost_hours REAL, cost_days REAL, ended TEXT, follow_up INTEGER,
  disclosure TEXT, why TEXT, occasion TEXT, note TEXT, context TEXT, party TEXT, UNIQUE (post, place)
);
CREATE INDEX visits_by_business ON visits (business, date);
CREATE TABLE visit_authors (
  visit INTEGER NOT NULL REFERENCES visits, author TEXT NOT NULL REFERENCES authors, PRIMARY KEY (visit, author)
);
-- Would the author return? `weight` is what the answer counts, `inferred` whether it follows from the score.
CREATE TABLE answers (
  visit INTEGER PRIMARY KEY REFERENCES visits, answer TEXT NOT NULL, weight REAL NOT NULL, inferred INTEGER NOT NULL,
  "condition" TEXT
);
CREATE TABLE ratings (
  visit INTEGER NOT NULL REFERENCES visits, dimension TEXT NOT NULL, rating REAL NOT NULL,
  PRIMARY KEY (visit, dimension)
);
CREATE TABLE lens_ratings (
  visit INTEGER NOT NULL REFERENCES visits, lens TEXT NOT NULL, dimension TEXT NOT NULL, rating REAL NOT NULL,
  PRIMARY KEY (visit, lens, dimension)
);
-- Good, bad, little things and warning signs.
CREATE TABLE remarks (
  visit INTEGER NOT NULL REFERENCES visits, sort TEXT NOT NULL, position INTEGER NOT NULL, remark TEXT NOT NULL,
  PRIMARY KEY (visit, sort, position)
);
CREATE TABLE staff (
  visit INTEGER NOT NULL REFERENCES visits, position INTEGER NOT NULL, name TEXT, role TEXT, note TEXT,
  PRIMARY KEY (visit, position)
);
CREATE TABLE promises (
  visit INTEGER NOT NULL REFERENCES visits, position INTEGER NOT NULL, what TEXT NOT NULL, promised TEXT,
  delivered TEXT, kept INTEGER, PRIMARY KEY (visit, position)
);
CREATE TABLE incidents (
  visit INTEGER NOT NULL REFERENCES visits, position INTEGER NOT NULL, what TEXT NOT NULL, stage TEXT,
  severity INTEGER, complained INTEGER NOT NULL, made TEXT, acknowledged TEXT, responded TEXT, resolved TEXT,
  followed_up TEXT, response TEXT, outcome TEXT NOT NULL, satisfaction REAL, PRIMARY KEY (visit, position)
);
-- Moments of contact of a visit, or of a post without one; emotion from -2 to 2.
CREATE TABLE touchpoints (
  post TEXT NOT NULL REFERENCES posts, visit INTEGER REFERENCES visits, position INTEGER NOT NULL, stage TEXT,
  channel TEXT, what TEXT, who TEXT, emotion REAL, response_hours REAL, wait_minutes REAL, real_person INTEGER
);
CREATE INDEX touchpoints_by_visit ON touchpoints (visit);
CREATE TABLE comparisons (
  visit INTEGER NOT NULL REFERENCES visits, business TEXT NOT NULL REFERENCES businesses,
  PRIMARY KEY (visit, business)
);

-- A journey's emotion curve, by date.
CREATE TABLE emotions (
  journey TEXT NOT NULL REFERENCES journeys, position INTEGER NOT NULL, value REAL NOT NULL, date TEXT NOT NULL,
  business TEXT REFERENCES businesses, what TEXT, PRIMARY KEY (journey, position)
);
-- Verdicts whose word the latest visit changed.
CREATE TABLE verdict_changes (
  business TEXT PRIMARY KEY REFERENCES businesses, "before" TEXT NOT NULL, "after" TEXT NOT NULL, date TEXT NOT NULL
);
