package text

import (
	"strings"
	"testing"
)

func TestIdentify(t *testing.T) {
	for _, c := range []struct{ in, code string }{
		{"The police said that three men were killed in the attack on Friday.", "en"},
		{"THE POLICE SAID THAT THREE MEN WERE KILLED IN THE ATTACK", "en"},
		{"3 shot in Chicago", ""},
		{"La base aérienne est tombée mercredi aux mains des insurgés, selon une organisation qui suit le conflit.", "fr"},
		{"Al menos 56 soldados fueron ejecutados por los rebeldes en la base, según una organización.", "es"},
		{"Mindestens 56 Soldaten wurden nach der Einnahme der Basis getötet, sagte eine Organisation.", "de"},
		{"Pelo menos 56 soldados foram mortos após a tomada da base, segundo uma organização.", "pt"},
		{"قال المرصد إن 56 جنديا قتلوا خلال المعركة في القاعدة", "ar"},
		{"۵۶ سرباز در این حمله کشته شده است که به گفته شاهدان", "fa"},
		{"حملے میں 56 افراد ہلاک ہو گئے اور کئی زخمی ہیں", "ur"},
		{"По меньшей мере 56 солдат погибли в результате атаки на базу, это не все", "ru"},
		{"Щонайменше 56 солдатів загинули внаслідок атаки на базу, це не всі", "uk"},
		{"पुलिस ने कहा कि 56 सैनिक मारे गए", "hi"},
		{"警察说有56名士兵被杀", "zh"},
		{"警察は56人の兵士が殺されたと述べた", "ja"},
		{"", ""},
		{"12345 !!!", ""},
	} {
		got, sure := Identify(c.in)
		if got.Code != c.code || (got.Code == "") != (sure == 0) || sure < 0 || sure > 1 {
			t.Errorf("%q is %q (%.2f), want %q", c.in, got.Code, sure, c.code)
		}
	}
}

func TestLanguagesFileSaysWhereItIsWrong(t *testing.T) {
	if _, err := parseLanguages("languages.txt", languagesFile); err != nil {
		t.Error(err)
	}
	for _, bad := range []string{"# head\nen English\n", "\nen English runic the\n"} {
		if _, err := parseLanguages("f", bad); err == nil || !strings.Contains(err.Error(), "f:2") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
