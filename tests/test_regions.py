"""Which regions there are, and which of them a name means: homonyms, former names, what contains a region, its kind."""

import time
from collections import Counter

import pytest
import yaml

from helpers.figures.observations import load_observations
from helpers.figures.paths import PROJECT
from helpers.figures.region_search import find_regions
from helpers.text.messages import InputError

OBSERVATIONS = load_observations()
REGIONS = OBSERVATIONS.places


def refusal(name: str, recording: bool = False) -> str:
    with pytest.raises(InputError) as error:
        OBSERVATIONS.find_region(name, recording)
    return str(error.value)


# Which there are


def test_there_are_all_regions_of_the_mainland():
    counted = Counter(region.level for region in REGIONS.values())
    # 莱芜市 is a part of 济南市 since 2019; what was recorded of it before needs it
    assert counted == {"nation": 1, "province": 31, "prefecture": 333 + 1, "county": 2845}
    assert list(REGIONS) == sorted(REGIONS)


def test_every_region_is_inside_of_the_one_that_its_code_says():
    for region in REGIONS.values():
        code, parent = region.code, region.parent and region.parent.code
        within = {"nation": None, "province": "100000", "prefecture": f"{code[:2]}0000"}
        if region.level == "county":  # a prefecture, or a province where that administers it directly
            assert parent in (f"{code[:4]}00", f"{code[:2]}0000"), code
            assert (parent == f"{code[:2]}0000") == (f"{code[:4]}00" not in REGIONS), code
        else:
            assert parent == within[region.level], code


@pytest.mark.parametrize(
    ("code", "name_zh", "name_en", "parent"),
    [
        ("110105", "朝阳区", "Chaoyang", "Beijing"),
        ("429004", "仙桃市", "Xiantao", "Hubei"),
        ("419001", "济源市", "Jiyuan", "Henan"),
        ("130100", "石家庄市", "Shijiazhuang", "Hebei"),
        ("150600", "鄂尔多斯市", "Ordos", "Inner Mongolia"),
        ("230100", "哈尔滨市", "Harbin", "Heilongjiang"),
        ("340800", "安庆市", "Anqing", "Anhui"),
        ("341500", "六安市", "Lu'an", "Anhui"),
        ("341600", "亳州市", "Bozhou", "Anhui"),
        ("350200", "厦门市", "Xiamen", "Fujian"),
        ("371200", "莱芜市", "Laiwu", "Shandong"),
        ("371722", "单县", "Shan", "Heze"),
        ("130224", "滦南县", "Luannan", "Tangshan"),
        ("130225", "乐亭县", "Laoting", "Tangshan"),
        ("130726", "蔚县", "Yu", "Zhangjiakou"),
        ("140400", "长治市", "Changzhi", "Shanxi"),
        ("140428", "长子县", "Zhangzi", "Changzhi"),
        ("310112", "闵行区", "Minhang", "Shanghai"),
        ("361124", "铅山县", "Yanshan", "Shangrao"),
        ("460400", "儋州市", "Danzhou", "Hainan"),
        ("533401", "香格里拉市", "Shangri-La", "Diqing"),
        ("532922", "漾濞彝族自治县", "Yangbi", "Dali"),
        ("540200", "日喀则市", "Xigaze", "Tibet"),
        ("620700", "张掖市", "Zhangye", "Gansu"),
        ("650100", "乌鲁木齐市", "Urumqi", "Xinjiang"),
        ("653100", "喀什地区", "Kashgar", "Xinjiang"),
    ],
)
def test_a_region_has_its_customary_name(code, name_zh, name_en, parent):
    region = REGIONS[code]
    assert (region.name_zh, region.name_en, region.parent.name_en) == (name_zh, name_en, parent)


def test_every_region_is_found_by_its_name_with_what_contains_it():
    english = Counter((region.name_en, region.level, region.parent) for region in REGIONS.values())
    assert set(english.values()) == {1}
    for region in REGIONS.values():
        assert OBSERVATIONS.find_region(region.code, recording=True) == region.code
        for name in (region.coded_name, f"{region.name_zh} ({region.code})", f"{region.name_zh}（{region.code}）"):
            assert OBSERVATIONS.find_region(name, recording=True) == region.code, name
        if region.parent and region.level != "province":
            for name in (region.parent.name_zh + region.name_zh, f"{region.name_zh}, {region.parent.name_zh}"):
                assert REGIONS.meant(name) == [region], name


def test_no_name_of_a_region_is_recorded_twice_or_hides_a_code():
    for region in REGIONS.values():
        names = [name.casefold() for name in region.names]
        assert len(names) == len(set(names)), region.code
        assert not any(name.isdigit() for name in names[1:])
        assert not any(separator in name for name in names for separator in ",，、;；()（）"), region.code


def test_no_other_name_of_a_region_is_the_full_name_of_another():
    full = {region.name_zh for region in REGIONS.values()}
    assert not [region.code for region in REGIONS.values() if full & {*region.aliases}]


# Which a name means


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("楚雄", "532300"),  # the prefecture and not the city inside of it
        ("楚雄州", "532300"),
        ("楚雄彝族自治州", "532300"),
        ("Chuxiong", "532300"),
        ("楚雄市", "532301"),
        ("楚雄 市", "532301"),
        ("Chuxiong city", "532301"),
        ("Chuxiong Prefecture", "532300"),
        ("云南省楚雄州楚雄市", "532301"),
        ("Honghe", "532500"),
        ("红河县", "532529"),
        ("Honghe county", "532529"),
        ("长沙", "430100"),
        ("长沙县", "430121"),
        ("吉林", "220000"),
        ("吉林市", "220200"),
        ("Hainan", "460000"),  # a province before all others
        ("海南", "460000"),
        ("海南州", "632500"),
        ("河南", "410000"),
        ("Hebei", "130000"),
        ("Xinjiang", "650000"),  # and not 新绛
        ("Shanxi", "140000"),
        ("Shaanxi", "610000"),
        ("苏州", "320500"),
        ("宿州", "341300"),
        ("Suzhou, Anhui", "341300"),
        ("Taizhou (Zhejiang)", "331000"),
        ("Taizhou（江苏）", "321200"),
        ("朝阳, 北京", "110105"),
        ("朝阳，北京市", "110105"),
        ("北京市朝阳区", "110105"),
        ("北京朝阳", "110105"),
        ("朝阳县", "211321"),
        ("Chaoyang, Beijing", "110105"),
        ("Chaoyang county", "211321"),
        ("Chaoyang, Liaoning", "211300"),
        ("南京市鼓楼区", "320106"),
        ("Baoshan", "530500"),  # of those called so in letters the only one with figures
        ("Dali", "532900"),
        ("Yiliang", "530628"),
        ("Yanjin", "530623"),
        ("Daguan", "530624"),
        ("宜良", "530125"),
        ("Xi'an, Shaanxi", "610100"),
        ("Linxia County", "622921"),
    ],
)
def test_a_name_that_means_one_region(name, code):
    assert OBSERVATIONS.find_region(name) == code


@pytest.mark.parametrize(
    ("former", "code"),
    [
        ("昭通地区", "530600"),
        ("曲靖地区", "530300"),
        ("玉溪地区", "530400"),
        ("保山地区", "530500"),
        ("丽江地区", "530700"),
        ("思茅地区", "530800"),
        ("临沧地区", "530900"),
        ("水富县", "530681"),
        ("腾冲县", "530581"),
        ("弥勒县", "532504"),
        ("路南彝族自治县", "530126"),
        ("潞西市", "533103"),
        ("中甸", "533401"),
        ("Zhongdian", "533401"),
        ("襄樊", "420600"),
        ("Xiangfan", "420600"),
        ("徽州地区", "341000"),
        ("大庸市", "430800"),
        ("伊克昭盟", "150600"),
        ("通县", "110112"),
    ],
)
def test_a_region_is_found_by_a_former_name(former, code):
    assert OBSERVATIONS.find_region(former, recording=True) == code


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("朝阳", ["110105", "211300", "211321", "220104"]),
        ("朝阳区", ["110105", "220104"]),
        ("Chaoyang", ["110105", "211300", "211321", "220104", "440513"]),
        ("鼓楼区", ["320106", "320302", "350102", "410204"]),
        ("Taizhou", ["321200", "331000"]),
        ("Suzhou", ["320500", "341300", "620902"]),
        ("思茅", ["530800", "530802"]),  # once the prefecture's name, now the district's
        ("Simao", ["530800", "530802"]),
        ("徽州", ["341000", "341004"]),
        ("莱芜", ["370116", "371200"]),
    ],
)
def test_a_name_of_several_regions_is_refused_with_what_it_may_mean(name, candidates):
    said = refusal(name)
    assert said.startswith(f'region "{name}" may be ')
    for code in candidates:
        assert REGIONS[code].described in said
    assert [region.code for region in REGIONS.meant(name)] == candidates
    assert "\n" not in said


def test_a_refusal_says_level_and_parent_and_how_to_say_it():
    said = refusal("Taizhou")
    assert "321200 (Taizhou 泰州市, prefecture in Jiangsu), 331000 (Taizhou 台州市, prefecture in Zhejiang)" in said
    assert said.endswith(': give the code or what contains it, such as "Taizhou (Jiangsu)"')
    assert OBSERVATIONS.find_region("Taizhou (Zhejiang)") == "331000"


def test_of_many_candidates_only_some_are_told():
    several = [name for name in ("和平", "Heping", "城区", "新城", "Xinhua") if len(REGIONS.meant(name)) > 8]
    for name in several:
        assert refusal(name).count(" in ") == 8
        assert f" and {len(REGIONS.meant(name)) - 8} more: " in refusal(name)
    assert several or len(REGIONS.meant("市中")) <= 8


@pytest.mark.parametrize("name", ["Baoshan", "Dali", "Yiliang"])
def test_to_record_a_figure_a_name_must_be_clear_whatever_is_recorded(name):
    assert "give the code" in refusal(name, recording=True)
    clear = REGIONS[OBSERVATIONS.find_region(name)]
    assert OBSERVATIONS.find_region(f"{name} ({clear.parent.name_en})", recording=True) == clear.code


def test_figures_of_a_namesake_make_a_name_ambiguous(data_copy):
    path = data_copy / "observations.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    row = next(line for line in lines if line.startswith("530600,gdp_current,"))
    path.write_text("".join([*lines, row.replace("530600", "310113")]), encoding="utf-8")
    changed = load_observations(data_copy)
    with pytest.raises(InputError, match="310113"):
        changed.find_region("Baoshan")
    assert changed.find_region("保山") == "530500"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Zhoatong", 'is no region of data/regions.csv; did you mean "Zhaotong"?'),
        ("Haerbing", '; did you mean "Haerbin"?'),
        ("Zhaotong, Beijing", "is no region"),
        ("朝阳 province", "is no region"),
        ("", "give a code or a name"),
        (",", "is no region"),
        ("Chaoyang" + " (Beijing)" * 3000, "is no region"),
        ("北京" * 3000, "is no region"),
    ],
)
def test_a_name_of_no_region_is_refused(name, said):
    assert said in refusal(name)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Zhaotong, Yunnan", ["Zhaotong", "Yunnan"]),
        ("Chaoyang, Beijing, Shanghai", ["Chaoyang, Beijing", "Shanghai"]),
        ("昭通、全国", ["昭通", "全国"]),
        ("朝阳、北京", ["朝阳、北京"]),
    ],
)
def test_a_comma_parts_names_unless_it_says_what_contains_one(text, names):
    assert REGIONS.listed(text) == names


# What names regions already


@pytest.mark.parametrize("path", sorted((PROJECT / "notebooks").glob("presets/*.yml")), ids=lambda path: path.stem)
def test_presets_name_regions_with_figures(path):
    preset = yaml.safe_load(path.read_text(encoding="utf-8"))
    if "region" in preset:
        assert OBSERVATIONS.find_region(str(preset["region"])) in OBSERVATIONS.recorded


@pytest.mark.parametrize("level", ["prefecture", "province"])
def test_sweeps_name_what_they_say(level):
    sweep = yaml.safe_load((PROJECT / f"notebooks/sweeps/{level}s.yml").read_text(encoding="utf-8"))
    codes = [OBSERVATIONS.find_region(name) for name in sweep["grid"]["region"]]
    around = {"prefecture": "530000", "province": "100000"}[level]
    assert sorted(codes) == [region.code for region in OBSERVATIONS.regions_within(around)]


def test_a_keystroke_is_answered_fast_among_the_regions_with_figures():
    recorded = OBSERVATIONS.recorded.values()
    find_regions("zhao", recorded)  # their keys are made once
    begun = time.process_time()
    for _time in range(20):
        find_regions("zhao", recorded)
    assert (time.process_time() - begun) / 20 < 0.005
