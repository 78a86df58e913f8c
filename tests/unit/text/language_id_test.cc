#include "text/language_id.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace lontar::text {
namespace {

class LanguageIdTest : public testing::Test {
 protected:
  static const Languages& languages() {
    static const Languages loaded =
        Languages::load(std::filesystem::path(LONTAR_SOURCE_DIR) / "config").value();
    return loaded;
  }

  std::string identify(std::string_view text) {
    auto created = LanguageIdentifier::create(languages());
    EXPECT_TRUE(created) << created.error().message;
    return created ? created->identify(text) : "";
  }
};

struct Sample {
  std::string code;
  std::string text;
};

TEST_F(LanguageIdTest, KnowsTheLanguagesOfTheRegion) {
  const std::vector<Sample> samples = {
      {"en",
       "The Parties shall consult each other whenever one of them believes that its "
       "security is threatened, and shall inform the others of what has been agreed."},
      {"id",
       "Para pihak wajib saling memberitahukan setiap perubahan peraturan yang berlaku di "
       "wilayahnya, karena hal itu dapat memengaruhi pelaksanaan persetujuan ini."},
      {"ms",
       "Pihak-pihak hendaklah memaklumkan antara satu sama lain mengenai sebarang pindaan "
       "undang-undang kerana hal itu boleh menjejaskan pelaksanaan perjanjian ini."},
      {"fil",
       "Ang mga panig ay dapat magpaalam sa isa't isa tungkol sa anumang pagbabago ng "
       "batas na maaaring makaapekto sa pagpapatupad ng kasunduang ito."},
      {"vi",
       "Các bên phải thông báo cho nhau về mọi thay đổi của pháp luật có thể ảnh hưởng đến "
       "việc thực hiện hiệp định này."},
      {"pt",
       "As partes devem informar-se mutuamente de qualquer alteração da legislação que "
       "possa afetar a execução do presente acordo nos respetivos territórios."},
      {"tet",
       "Parte sira tenke fó hatene ba malu kona-ba mudansa hotu-hotu iha lei ne'ebé bele "
       "fó impaktu ba implementasaun akordu ida-ne'e iha sira-nia rai."},
      {"th", "ภาคีจะต้องแจ้งให้กันทราบถึงการเปลี่ยนแปลงของกฎหมาย"},
      {"lo", "ພາຄີຕ້ອງແຈ້ງໃຫ້ກັນຊາບກ່ຽວກັບການປ່ຽນແປງຂອງກົດໝາຍ"},
      {"km", "ភាគីត្រូវជូនដំណឹងគ្នាអំពីការផ្លាស់ប្ដូរច្បាប់"},
      {"my", "သဘောတူစာချုပ်ဝင်နိုင်ငံများသည် ဥပဒေပြောင်းလဲမှုကို အသိပေးရမည်"},
      {"ta", "தரப்பினர் சட்ட மாற்றங்களை ஒருவருக்கொருவர் அறிவிக்க வேண்டும்"},
      {"zh", "缔约各方应相互通报法律的任何变更"},
      {"ms-Arab", "ڤيهق٢ هندقله ممعلومکن سسام سنديري تنتڠ سبارڠ ڤيندان اوندڠ٢ ددالم نݢاراڽ"},
      {"ar", "يتعين على الأطراف إبلاغ بعضها بعضا بأي تغيير في القوانين"},
      {"fr",
       "Les parties s'informent mutuellement de toute modification de la législation qui "
       "pourrait avoir une incidence sur l'exécution du présent accord."},
      {"es",
       "Las partes se informarán mutuamente de cualquier modificación de la legislación que "
       "pueda afectar a la ejecución del presente acuerdo."},
      {"ru", "Стороны информируют друг друга о любых изменениях законодательства"},
  };
  for (const Sample& sample : samples) EXPECT_EQ(identify(sample.text), sample.code) << sample.text;
}

TEST_F(LanguageIdTest, CapitalsAndFiguresDoNotMislead) {
  EXPECT_EQ(identify("THE PARTIES SHALL CONSULT EACH OTHER WHENEVER ONE OF THEM BELIEVES THAT ITS "
                     "SECURITY IS THREATENED. 1,234,567 (2009) 2011/33"),
            "en");
}

TEST_F(LanguageIdTest, SaysNothingOfTooLittleOrOfNoLanguage) {
  EXPECT_EQ(identify(""), "");
  EXPECT_EQ(identify("Annex 1"), "");
  EXPECT_EQ(identify("12345 67890 ... --- 2009-02-26"), "");
  EXPECT_EQ(identify("\xff\xfe\xff"), "");
  EXPECT_EQ(identify("Յուրաքանչյուր ոք ունի կյանքի իրավունք"), "");  // a script not in the table
}

TEST_F(LanguageIdTest, ReadsALongTextQuickly) {
  std::string text;
  while (text.size() < 5'000'000) text += "The Parties shall consult each other in good faith. ";
  EXPECT_EQ(identify(text), "en");
}

TEST_F(LanguageIdTest, ReportsProfilesThatAreNotThere) {
  const auto dir = std::filesystem::path(testing::TempDir()) / "lontar-language-id";
  std::filesystem::create_directories(dir);
  std::ofstream(dir / "languages.toml")
      << "[[language]]\ncode='x'\nname='X'\nscript='Latn'\nprofiles=['no-such-profile']\n";
  const auto broken = Languages::load(dir);
  std::filesystem::remove_all(dir);
  ASSERT_TRUE(broken);
  const auto created = LanguageIdentifier::create(*broken);
  ASSERT_FALSE(created);
  EXPECT_NE(created.error().message.find("libexttextcat-data"), std::string::npos);
}

}  // namespace
}  // namespace lontar::text
