package link

// The classes of act that are told apart in linking. Outlets name the same act
// in many ways, so a class is wide.
const (
	classShot   = iota // shooting, execution, stabbing, beating: face to face
	classBlast         // bombs on the ground
	classRemote        // shells, rockets, air strikes
	classClash         // fighting between armed sides
	classTaken         // abduction, arrest, siege
	classOther
)

var actClasses = map[string]int{
	"shooting": classShot, "execution": classShot, "beheading": classShot, "hanging": classShot, "stabbing": classShot,
	"beating": classShot, "torture": classShot, "assassination": classShot, "suicide": classShot,
	"bombing": classBlast, "suicide_bombing": classBlast, "mine_explosion": classBlast,
	"shelling": classRemote, "air_strike": classRemote, "chemical_attack": classRemote, "collapse": classRemote,
	"clash": classClash, "ambush": classClash, "offensive": classClash, "raid": classClash,
	"abduction": classTaken, "arrest": classTaken, "siege": classTaken,
	"arson": classOther, "vehicle_attack": classOther, "riot": classOther, "crash": classOther, "accident": classOther, "sexual_violence": classOther,
}

var meansClasses = map[string]int{
	"heavy_weapons": classRemote, "aircraft": classRemote, "drone": classRemote, "chemical": classRemote,
	"explosives": classBlast, "vehicle_bomb": classBlast, "suicide_vest": classBlast, "mine": classBlast,
	"edged_weapon": classShot, "blunt_weapon": classShot,
}

func actClass(act, means string) uint32 {
	var out uint32
	if c, ok := actClasses[act]; ok {
		out |= 1 << c
	}
	if c, ok := meansClasses[means]; ok {
		out |= 1 << c
	}
	return out
}
