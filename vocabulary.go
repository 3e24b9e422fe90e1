package cairn

// The closed lists of the claim. Each value names the standard it comes from;
// claim.schema.json repeats them and a test keeps both the same.

// Kind is what a claim is about.
type Kind string

// The kinds of claim.
const (
	Casualty       Kind = "casualty"       // people harmed
	Control        Kind = "control"        // who holds a place
	Event          Kind = "event"          // what happened, counted in other units
	Responsibility Kind = "responsibility" // who says who did it
)

// Measure is what was done to the people counted. Measures are never added to
// one another.
type Measure string

// The measures. The last three are counted but never in a toll of harm.
const (
	Killed            Measure = "killed"
	Injured           Measure = "injured"
	Casualties        Measure = "casualties" // killed and injured, not told apart
	Captured          Measure = "captured"
	Detained          Measure = "detained"
	Abducted          Measure = "abducted"
	Disappeared       Measure = "disappeared"
	Missing           Measure = "missing"
	CapturedOrMissing Measure = "captured_or_missing"
	Displaced         Measure = "displaced"
	Released          Measure = "released"
	Survived          Measure = "survived"
	Strength          Measure = "strength"
)

// Measures lists every measure in the order in which they are shown.
func Measures() []Measure {
	return []Measure{Killed, Injured, Casualties, Captured, Detained, Abducted, Disappeared,
		Missing, CapturedOrMissing, Displaced, Released, Survived, Strength}
}

// OfHarm says whether the measure may enter a toll of harm.
func (m Measure) OfHarm() bool {
	return m != "" && m != Released && m != Survived && m != Strength
}

// Scope is how far a claim's count reaches.
type Scope string

// The scopes.
const (
	ScopeIncident   Scope = "incident"
	ScopeCumulative Scope = "cumulative" // a running total whose end moves with each statement
	ScopeAggregate  Scope = "aggregate"  // a closed period or an area, not broken down
	ScopeBackground Scope = "background" // recalled history: counts nowhere
)

// Basis is where a field comes from.
type Basis string

// The bases. An absent basis means stated.
const (
	Stated      Basis = "stated"      // the claim's own sentence
	Relative    Basis = "relative"    // resolved from words in the claim's own sentence ("yesterday")
	Context     Basis = "context"     // another sentence, whose bytes the span names
	Publication Basis = "publication" // the report's date or publisher
)

// Stance is how the root stands to what it says.
type Stance string

// The stances, after HURIDOCS micro-thesaurus 28.
const (
	Asserted     Stance = "asserted"
	Alleged      Stance = "alleged"
	Claimed      Stance = "claimed"      // takes responsibility
	Acknowledged Stance = "acknowledged" // against its own interest
	Denied       Stance = "denied"
)

// RelationKind is what one claim says of the people of another.
type RelationKind string

// The relations between claims of one report.
const (
	OfWhich  RelationKind = "of_which" // these are among them
	Later    RelationKind = "later"    // the same people in a later state
	Besides  RelationKind = "besides"  // other people of the same event
	Covers   RelationKind = "covers"   // a total that contains them
	Restates RelationKind = "restates" // the same statement again
	AboutIt  RelationKind = "about"    // denies, acknowledges or takes responsibility for it
)

// Term is one value of a closed list with the standard that it comes from.
type Term struct{ Value, Standard, Meaning string }

// Vocabulary is every closed list by the field that takes its values from it.
// SDG is the metadata of indicator 16.1.2; HURIDOCS the Events Standard
// micro-thesauri; UCDP the GED codebook; Airwars its published taxonomy.
func Vocabulary() map[string][]Term {
	return map[string][]Term{
		"victims.status": {
			{"civilian", "SDG 16.1.2", "civilians"},
			{"other_protected", "SDG 16.1.2", "other protected persons: medical and religious personnel, aid workers, peacekeepers, persons hors de combat where the speaker says so"},
			{"armed_forces", "SDG 16.1.2", "members of the armed forces of a state or party"},
			{"armed_group", "SDG 16.1.2 (persons directly participating in hostilities)", "fighters of a non-state armed group"},
			{"police", "HURIDOCS 24", "police and other security forces"},
			{"pro_government_militia", "ACLED", "militia fighting on the side of a government"},
			{"suspect", "GVA", "the person said to have attacked"},
			{"mixed", "cairn", "more than one status, not told apart"},
			{"unknown", "SDG 16.1.2", "the speaker says that the status is not known"},
		},
		"victims.condition": {
			{"captive", "Airwars (hors de combat)", "in the hands of an opposing party"},
			{"in_custody", "HURIDOCS 25", "detained by an authority"},
			{"surrendered", "Airwars (hors de combat)", "had laid down arms"},
			{"wounded", "Airwars (hors de combat)", "already wounded"},
			{"patient", "HURIDOCS 25", "under medical care"},
			{"displaced", "HURIDOCS 25", "had fled"},
			{"asleep", "cairn", "sleeping, as the speaker says"},
			{"worshipping", "cairn", "at prayer"},
			{"protesting", "ACLED", "taking part in a demonstration"},
			{"fleeing", "cairn", "trying to get away"},
		},
		"act": {
			{"shooting", "UCDP", "shot with firearms"},
			{"bombing", "ACLED", "explosive device other than an air strike"},
			{"suicide_bombing", "ACLED", "the bomber dies in the act"},
			{"shelling", "ACLED", "shelling, artillery, mortar, rocket or missile attack"},
			{"air_strike", "ACLED", "air or drone strike"},
			{"chemical_attack", "ACLED", "chemical weapon"},
			{"mine_explosion", "SDG 16.1.2", "landmine or unexploded ordnance"},
			{"clash", "ACLED", "armed clash between parties"},
			{"ambush", "GTD", "attack from hiding"},
			{"raid", "GTD", "armed assault on a place"},
			{"stabbing", "GTD", "edged weapon"},
			{"beating", "HURIDOCS", "beaten to death or injured"},
			{"torture", "HURIDOCS", "only where a speaker says so"},
			{"execution", "HURIDOCS", "only where a speaker says so"},
			{"beheading", "HURIDOCS", "as reported"},
			{"hanging", "HURIDOCS", "as reported"},
			{"arson", "GTD", "fire set on purpose"},
			{"vehicle_attack", "GTD", "vehicle used as a weapon"},
			{"abduction", "ACLED", "abduction or enforced disappearance"},
			{"arrest", "ACLED", "arrest by an authority"},
			{"siege", "HURIDOCS", "denial of what survival needs"},
			{"sexual_violence", "ACLED", "as reported"},
			{"assassination", "GTD", "killing of a chosen person"},
			{"crash", "cairn", "aircraft or vehicle lost in the hostilities"},
			{"collapse", "cairn", "building fell"},
			{"offensive", "cairn", "a ground operation against a place"},
			{"attack", "GTD", "armed attack, kind not said"},
			{"riot", "ACLED", "violent demonstration or mob violence"},
			{"accident", "SDG 16.1.2", "accident related to conflict or to weapons"},
			{"suicide", "GVA", "self-inflicted"},
			{"killing", "UCDP", "killed, manner not said"},
			{"other", "cairn", "another manner, see the quote"},
		},
		"means": {
			{"small_arms", "SDG 16.1.2", "small arms and light weapons"},
			{"heavy_weapons", "SDG 16.1.2", "heavy weapons and explosive munitions: artillery, mortars, rockets, tanks"},
			{"aircraft", "Airwars", "bombs or missiles from aircraft"},
			{"drone", "Airwars", "bombs or missiles from unmanned aircraft"},
			{"explosives", "SDG 16.1.2", "planted explosives"},
			{"vehicle_bomb", "GTD", "explosives in a vehicle"},
			{"suicide_vest", "GTD", "explosives worn by the attacker"},
			{"grenade", "ACLED", "grenade"},
			{"mine", "SDG 16.1.2", "mine or unexploded ordnance"},
			{"chemical", "SDG 16.1.2", "CBRN"},
			{"incendiary", "SDG 16.1.2", "incendiary weapon or fire"},
			{"edged_weapon", "GTD", "knife, machete, sword"},
			{"blunt_weapon", "GTD", "blunt object, fists, stones"},
			{"vehicle", "GTD", "vehicle driven into people"},
			{"less_lethal", "SDG 16.1.2", "tear gas, rubber bullets, batons"},
			{"deprivation", "SDG 16.1.2", "denial of objects indispensable to survival"},
			{"other", "SDG 16.1.2", "use of objects and other means"},
		},
		"attribution.type": {
			{"monitor", "HURIDOCS 19 (human-rights NGO)", "casualty recorder or human-rights monitor"},
			{"ngo", "HURIDOCS 19 (NGO)", "other non-governmental organisation"},
			{"un", "UCDP", "United Nations body or official"},
			{"intergovernmental", "UCDP", "other intergovernmental organisation"},
			{"government", "HURIDOCS 19", "government, ministry or official"},
			{"military", "HURIDOCS 19", "armed forces and their spokespersons"},
			{"police", "HURIDOCS 19", "police, prosecutors, coroners"},
			{"medical", "HURIDOCS 19", "hospitals, doctors, rescue and civil defence"},
			{"armed_group", "HURIDOCS 19", "non-state armed group and its outlets"},
			{"party", "HURIDOCS 19 (perpetrator)", "another party to the conflict"},
			{"media", "HURIDOCS 19 (reporter)", "outlet or agency"},
			{"activist", "HURIDOCS 19", "activists"},
			{"witness", "HURIDOCS 19 (witness)", "witnesses and residents"},
			{"victim", "HURIDOCS 19 (victim)", "a victim"},
			{"relative", "HURIDOCS 19 (relative)", "relatives, neighbours, colleagues of a victim"},
			{"lawyer", "HURIDOCS 19", "lawyers and courts"},
			{"academic", "HURIDOCS 19", "researchers"},
			{"document", "HURIDOCS 16", "a document, photo, recording or data set"},
			{"official", "HURIDOCS 19", "officials, authority not said"},
			{"reports", "HURIDOCS 19 (third party)", "reports, sources, local accounts: nobody named"},
			{"person", "HURIDOCS 19 (third party)", "another person"},
			{"unknown", "HURIDOCS 19", "not known"},
		},
		"actor.type": {
			{"state_forces", "ACLED 1", "forces of a state"},
			{"rebel_group", "ACLED 2", "group that fights a government"},
			{"political_militia", "ACLED 3", "other armed political group"},
			{"identity_militia", "ACLED 4", "communal or identity militia"},
			{"rioters", "ACLED 5", "rioters"},
			{"protesters", "ACLED 6", "protesters"},
			{"civilians", "ACLED 7", "civilians"},
			{"external_forces", "ACLED 8", "forces of another state, peacekeepers, companies"},
			{"police", "HURIDOCS 24", "police"},
			{"government", "HURIDOCS 24", "a government or head of state"},
			{"criminal", "HURIDOCS 24", "criminal group or private person"},
			{"unidentified", "ACLED 3", "unidentified armed persons"},
		},
		"place.precision": {
			{"exact", "UCDP where_prec 1", "the place itself"},
			{"near", "UCDP where_prec 2", "within about 25 km of a known point"},
			{"district", "UCDP where_prec 3", "second-order division"},
			{"province", "UCDP where_prec 4", "first-order division"},
			{"region", "UCDP where_prec 5", "a part of a country larger than that, or vague"},
			{"country", "UCDP where_prec 6", "the country"},
			{"sea_or_air", "UCDP where_prec 7", "waters or airspace"},
		},
		"time.precision": {
			{"day", "UCDP date_prec 1", "one day"},
			{"days", "UCDP date_prec 2", "two to six days"},
			{"week", "UCDP date_prec 3", "a week"},
			{"month", "UCDP date_prec 4", "a month"},
			{"year", "UCDP date_prec 5", "a year"},
			{"range", "EDTF", "another stretch"},
		},
		"time.of": {
			{"harm", "cairn", "when people were harmed: the default"},
			{"death", "SNHR", "when they died, later than the harm"},
			{"discovery", "cairn", "when bodies were found"},
			{"documentation", "SNHR", "when it was documented"},
		},
		"change": {
			{"captured", "ACLED (non-state actor overtakes territory, government regains territory)", "the actor took the place"},
			{"lost", "ACLED", "the actor lost the place"},
			{"holds", "cairn", "the actor has the place"},
			{"contested", "cairn", "fighting over the place"},
			{"besieged", "HURIDOCS", "the actor surrounds the place"},
			{"evacuated", "ACLED (non-violent transfer of territory)", "people or forces were taken out"},
			{"withdrew", "ACLED (non-violent transfer of territory)", "the actor left"},
		},
		"extent": {
			{"complete", "cairn", "wholly, relative to the actor"},
			{"partial", "cairn", "in part, relative to the actor"},
		},
		"denies": {
			{"event", "HURIDOCS 28", "it did not happen"},
			{"count", "HURIDOCS 28", "the number is wrong"},
			{"status", "HURIDOCS 28", "the victims were not what was said"},
			{"responsibility", "HURIDOCS 28", "others did it"},
			{"control", "cairn", "the place was not taken or lost"},
		},
		"unit": {
			{"person", "HURIDOCS 7", "people"},
			{"body", "cairn", "bodies found"},
			{"family", "HURIDOCS 7", "families"},
			{"suicide_bomber", "cairn", "attackers who blow themselves up"},
			{"vehicle_bomb", "cairn", "vehicles with explosives"},
			{"bomb", "cairn", "bombs, explosions"},
			{"shell", "cairn", "shells, mortars"},
			{"rocket", "cairn", "rockets, missiles"},
			{"strike", "Airwars", "air or drone strikes"},
			{"attack", "cairn", "attacks, clashes"},
			{"vehicle", "cairn", "vehicles"},
			{"building", "cairn", "buildings"},
			{"place", "cairn", "towns, villages, provinces"},
			{"other", "cairn", "another unit, see the text"},
		},
	}
}
