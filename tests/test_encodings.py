"""Bytes become text in one module, and archives are opened in one."""

import re
from pathlib import Path

import pytest

import dashboard
from dashboard.vocabulary import encodings

ROOT = Path(dashboard.__file__).parent
PAGE = '<meta charset="{}"><p>Mühlen'


def modules_with(pattern):
    return {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        if re.search(pattern, path.read_text("utf-8"))
    }


def test_archives_are_opened_in_one_module():
    assert modules_with(r"ZipFile\((?!\w+, \"w\")") == {"conversion/zipped.py"}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-8"])
def test_a_byte_order_mark_tells_the_encoding_of_texts_and_pages(encoding):
    data = ("\ufeff" + PAGE.format("koi8-r")).encode(encoding)

    assert encodings.decoded(data) == encodings.decoded_page(data)
    assert encodings.decoded(data) == (PAGE.format("koi8-r"), None)


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("utf-8", "utf-8"), ("ISO-8859-1", "cp1252"), ("windows-1250", "cp1250"), ("utf-7", "utf-8")],
)
def test_a_page_says_its_encoding_and_a_text_does_not(name, encoding):
    data = PAGE.format(name).encode(encoding)

    assert encodings.decoded_page(data) == (PAGE.format(name), None)


def test_an_older_encoding_is_a_guess_and_damaged_utf_8_is_none():
    old, damaged = "Mühle, Öl".encode("cp1252"), "ÜberÄpfelÖl ".encode() + b"\xff"

    assert encodings.decoded(old) == encodings.decoded_page(old) == ("Mühle, Öl", "Windows-1252")
    assert encodings.decoded(damaged) == encodings.decoded_page(damaged)
    assert encodings.decoded(damaged) == ("ÜberÄpfelÖl \ufffd", None)


def test_strict_utf_8_takes_nothing_else():
    assert encodings.strict_utf8("\ufeffÜ".encode()) == "Ü"
    with pytest.raises(UnicodeDecodeError):
        encodings.strict_utf8(b"\xdc")


SAID = {
    "zh": (
        "今年春天，港口的贸易开始减少，因为渡轮的费用上涨了一半。渔民们说，他们不得不付两"
        "次钱：一次给渡口，一次给码头。镇上的议会没有降低费用，反而修了一座新的桥。老人们"
        "记得，从前这里没有收费，只有风和潮水。盐沼仍然挡住海水，鸟儿在那里筑巢，孩子们在"
        "那里捉螃蟹。到了秋天，抗议者聚集在码头上，要求议会公布账目。议会回答说，账目将在"
        "下一次会议上公布，但是没有说明日期。报纸写道，费用的一半用于修理灯塔，另一半去了"
        "哪里没有人知道。灯塔看守人说他没有看到任何修理，灯还是十年前的那一盏。"
    ),
    "ja": (
        "春になると、港の取引は減りはじめた。渡し船の料金が半分も上がったからである。漁師"
        "たちは二度払わなければならないと言う。町の議会は料金を下げず、かわりに新しい橋を"
        "建てた。年寄りは、昔はここに料金などなく、風と潮だけがあったことを覚えている。塩"
        "の湿地は今も海の水を防ぎ、鳥はそこに巣をつくる。秋には人々が桟橋に集まり、会計を"
        "公表するよう求めた。議会は次の会議で公表すると答えたが、日付は言わなかった。新聞"
        "によれば、料金の半分は灯台の修理に使われ、残りの行方は誰も知らない。"
    ),
    "ko": (
        "봄이 되자 항구의 거래가 줄기 시작했다. 나룻배 요금이 절반이나 올랐기 "
        "때문이다. 어부들은 두 번 돈을 내야 한다고 말한다. 한 번은 나루터에,"
        " 한 번은 부두에 낸다. 마을 의회는 요금을 내리지 않고 대신 새 다리를"
        " 놓았다. 노인들은 옛날에 여기에 요금이 없었고 바람과 물때만 있었다고 "
        "기억한다. 소금 습지는 여전히 바닷물을 막고 새들은 그곳에 둥지를 튼다."
        " 가을에 사람들은 부두에 모여 회계를 공개하라고 요구했다. 의회는 다음 "
    ),
    "ru": (
        "Весной торговля в гавани стала убывать, потому что плата за па"
        "ром выросла наполовину. Рыбаки говорят, что им приходится плат"
        "ить дважды: один раз на переправе и другой раз на причале. Гор"
        "одской совет не снизил плату, а построил новый мост. Старики п"
    ),
    "el": (
        "Την άνοιξη το εμπόριο στο λιμάνι άρχισε να μειώνεται, επειδή τ"
        "α διόδια του πορθμείου αυξήθηκαν κατά το ήμισυ. Οι ψαράδες λέν"
        "ε ότι πληρώνουν δύο φορές, μία στο πέρασμα και μία στην αποβάθ"
        "ρα. Το συμβούλιο δεν μείωσε τα διόδια, αλλά έχτισε μια νέα γέφ"
    ),
    "de": (
        "Im Frühjahr ging der Handel im Hafen zurück, weil die Fähre um"
        " die Hälfte teurer wurde. Die Fischer müssen, so sagen sie, zw"
        "eimal zahlen: an der Überfahrt und am Kai. Der Rat senkte die "
        "Gebühr nicht, sondern baute eine neue Brücke. Ältere Leute eri"
    ),
    "es": (
        "En primavera el comercio del puerto empezó a disminuir, porque"
        " el peaje del transbordador subió a la mitad más. Los pescador"
        "es dicen que pagan dos veces: al cruzar y en el muelle. El año"
        " pasado los niños cogían cangrejos en la marisma; mañana, segú"
    ),
    "sv": (
        "På våren minskade handeln i hamnen, eftersom färjan blev hälft"
        "en dyrare. Fiskarna säger att de får betala två gånger: vid öv"
        "erfarten och vid kajen. Rådet sänkte inte avgiften utan byggde"
        " en ny bro. De äldre minns att det förr inte fanns någon avgif"
    ),
    "pl": (
        "Wiosną handel w porcie zaczął słabnąć, ponieważ opłata za prom"
        " wzrosła o połowę. Rybacy mówią, że muszą płacić dwa razy: raz"
        " na przeprawie, a raz na nabrzeżu. Rada miasta nie obniżyła op"
        "łaty, lecz zbudowała nowy most. Starsi ludzie pamiętają, że ki"
    ),
    "cs": (
        "Na jaře začal obchod v přístavu slábnout, protože poplatek za "
        "přívoz vzrostl o polovinu. Rybáři říkají, že musí platit dvakr"
        "át: jednou na přívozu a jednou na nábřeží. Městská rada poplat"
        "ek nesnížila, ale postavila nový most. Staří lidé si pamatují,"
    ),
    "hu": (
        "Tavasszal csökkenni kezdett a kikötő forgalma, mert a komp díj"
        "a felével nőtt. A halászok azt mondják, hogy kétszer kell fize"
        "tniük: egyszer az átkelőnél és egyszer a rakparton. A tanács n"
        "em csökkentette a díjat, hanem új hidat épített. Az idősek eml"
    ),
    "tr": (
        "İlkbaharda limandaki ticaret azalmaya başladı, çünkü feribot ü"
        "creti yarı yarıya arttı. Balıkçılar iki kez ödemek zorunda kal"
        "dıklarını söylüyor: bir kez geçişte, bir kez rıhtımda. Meclis "
        "ücreti düşürmedi, yeni bir köprü yaptı."
    ),
}
"""Of the ferry of a town that there is not, some 200 characters in several languages."""


@pytest.mark.parametrize(
    ("language", "encoding", "name"),
    [
        ("zh", "gb18030", "GB18030"),
        ("zh", "big5", "Big5"),
        ("ja", "shift_jis", "Shift-JIS"),
        ("ja", "euc_jp", "EUC-JP"),
        ("ko", "euc_kr", "EUC-KR"),
        ("ru", "cp1251", "Windows-1251"),
        ("ru", "koi8_r", "KOI8-R"),
        ("el", "cp1253", "Windows-1253"),
        ("de", "cp1252", "Windows-1252"),
        ("es", "cp1252", "Windows-1252"),
        ("sv", "cp1252", "Windows-1252"),
        ("pl", "cp1250", "Windows-1250"),
        ("cs", "cp1250", "Windows-1250"),
        ("hu", "cp1250", "Windows-1250"),
        ("tr", "cp1254", "Windows-1254"),
    ],
)
def test_an_older_encoding_is_told_from_the_letters_that_it_makes(language, encoding, name):
    data = SAID[language].encode(encoding, "ignore")

    text, guess = encodings.decoded(data)
    assert text == data.decode(encoding)
    assert guess == name


def test_a_few_letters_beyond_ascii_are_read_as_western_europe_writes_them():
    assert encodings.decoded("Le café est fermé.".encode("cp1252")) == (
        "Le café est fermé.",
        "Windows-1252",
    )


def test_what_a_person_says_of_the_encoding_is_no_guess():
    data = SAID["ru"].encode("iso8859_5", "ignore")

    assert encodings.decoded(data, "iso-8859-5") == (data.decode("iso8859_5"), None)
    assert encodings.is_known("ISO-8859-5")
    assert not encodings.is_known("rot13")
    assert not encodings.is_known("latin-99")
