import pytest

from briefing.reading.languages import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("On June 3 the mayor visited the zone and asked about the orders of the plant.", "en"),
        ("Lin Zheng emphasized,疫情防控形势依然严峻复杂,minds and actions must be unified with the arrangement.", "en"),
        ("市长林国栋到清河高新区调研，并考察了Boyuan Battery公司的second workshop。", "zh"),
        ("市長林國棟到清河高新區調研，強調安全第一。", "zh"),
        ("市長は3日、清川工業団地を視察し、安全対策の徹底を指示した。", "ja"),
        ("시장은 3일 공단을 방문해 안전 대책을 점검했다.", "ko"),
        ("Мэр посетил завод и потребовал ускорить работу.", "ru"),
        ("Мер відвідав завод і вимагав прискорити її роботу.", "uk"),
        ("Әкім зауытқа барып, жұмысты тездетуді тапсырды.", "kk"),
        ("زار المحافظ المصنع وأمر بتسريع العمل", "ar"),
        ("میئر نے فیکٹری کا دورہ کیا اور کام تیز کرنے کا حکم دیا", "ur"),
        ("मुख्यमंत्री ने अस्पताल का निरीक्षण किया।", "hi"),
        ("ผู้ว่าราชการจังหวัดตรวจเยี่ยมโรงงาน", "th"),
        ("Le maire a visité les ateliers de la zone et il a demandé aux entreprises de veiller sur la sécurité.", "fr"),
        ("El alcalde visitó las obras de la zona y pidió a los responsables que se cumplan los plazos.", "es"),
        ("O prefeito visitou as obras da zona e pediu aos responsáveis que os prazos não sejam perdidos.", "pt"),
        ("Der Bürgermeister besuchte das Werk in der Zone und fragte nach den Aufträgen für das Jahr.", "de"),
        ("Chủ tịch tỉnh đã kiểm tra các công trình và yêu cầu những đơn vị của tỉnh bảo đảm tiến độ cho dự án.", "vi"),
        (
            "Gubernur meninjau pabrik di kawasan itu dan meminta agar proyek yang tertunda akan selesai dalam waktu.",
            "id",
        ),
    ],
)
def test_tells_the_language(text: str, language: str) -> None:
    assert detect(text) == language


def test_a_headline_without_short_words_passes_for_english() -> None:
    assert detect("Premier Sees Footwear") == "en"


def test_latin_prose_in_an_unknown_language_is_not_called_english() -> None:
    assert detect("Zibo lakara mundo tevi sharo kelpa " * 12) == "und"


def test_an_empty_text_is_english() -> None:
    assert detect("") == "en"
