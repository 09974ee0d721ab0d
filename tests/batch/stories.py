"""One visit told twice, another visit by the same leader, and so on, for the tests of duplicates: all invented."""

from functools import lru_cache

from briefing.pipeline import Pipeline
from briefing.reading import read_text
from briefing.records import Briefing
from briefing.settings import Settings

PLANT = """Mayor Qiu Weiming surveys Shuanghe Industrial Park

Published 2024-05-09

On May 7, Qiu Weiming, deputy secretary of the municipal Party committee and mayor, went to Shuanghe Industrial Park to investigate the construction of key projects. Executive Vice Mayor Ren Lihong accompanied the investigation.

Qiu Weiming first came to Yuntai Fine Chemicals Co., Ltd., walked into the workshop and learned about the 120,000-ton resin line in detail. He asked the enterprise to speed up debugging and put the line into operation by the end of September. At the construction site of Haoyu Photovoltaic Glass, he inquired about the progress of the kiln and the difficulties in power supply. In the sewage treatment plant of the park, he checked 48 monitoring posts.

Qiu Weiming stressed that we should adhere to the supremacy of projects, optimize the business environment, and serve enterprises like a waiter. We must hold the bottom line of safe production and ecological protection, and promote the high-quality development of Donglin.
"""
PLANT_RETOLD = """Donglin mayor presses chemical and glass plants on start-up dates

Donglin News Network, May 8, 2024

Qiu Wei-ming, the mayor of Donglin, spent Tuesday at the Shuanghe industrial zone, where 23 projects worth 6.4 billion yuan are being built.

At Yuntai Fine Chemical the mayor looked round the hall where a resin line with a yearly capacity of 120,000 tons is being tested, and told its managers to have it running before October. He then stopped at the building site of the Haoyu solar glass works to hear how the furnace is coming along and why electricity is short. His last stop was the zone's wastewater plant, where he went through the readings of 45 monitoring posts.

Officials have to look after companies the way waiters look after guests, Qiu said. Safety and the environment come before speed, he added. Ren Lihong, his executive deputy, was with him.
"""
PARK = """Mayor Qiu Weiming surveys Jinshan Modern Agriculture Demonstration Park

Published 2024-05-23

On May 21, Qiu Weiming, deputy secretary of the municipal Party committee and mayor, went to Jinshan Township to investigate the construction of key projects. Executive Vice Mayor Ren Lihong accompanied the investigation.

Qiu Weiming first came to the Lvyuan seedling base, walked into the greenhouse and learned about the 800-mu vegetable project in detail. He asked the enterprise to speed up construction and drive farmers to increase their income. At the cold storage of Jinshan Fruit Cooperative, he inquired about the sales of peaches.

Qiu Weiming stressed that we should adhere to the supremacy of projects, optimize the business environment, and serve enterprises like a waiter. We must hold the bottom line of safe production and ecological protection, and promote the high-quality development of Donglin.
"""
PORT = """庞志远调研临江港区建设
2024年3月6日 临江日报

3月5日，市委书记庞志远到临江港区调研重点项目建设情况。副市长苏梅参加调研。

庞志远先后来到北岸集装箱码头、顺达冷链物流公司，详细了解码头二期工程进展，询问企业用工需求。他要求，加快建设进度，确保6月底前投产，解决好280名职工的住宿问题。

庞志远强调，要坚持项目为王，优化营商环境，守牢安全生产底线。
"""
PORT_RETOLD = """市委书记庞志远深入港区察看项目进展
来源：江城网 2024-03-06

昨天，市委书记庞志远走进临江港区，实地察看北岸集装箱码头二期施工现场，要求施工单位抢抓工期，6月底前建成投用。在顺达冷链物流公司车间，他与负责人交谈，叮嘱相关部门帮助企业解决280名工人宿舍紧张的难题。副市长苏梅一同参加。

他指出，项目是发展的生命线，各级各部门要当好服务企业的“店小二”，同时把安全放在首位。
"""
QUARTER = """庞志远调研城南片区建设
2024年3月20日 临江日报

3月19日，市委书记庞志远到城南片区调研重点项目建设情况。副市长苏梅参加调研。

庞志远先后来到文峰小学新校区、和睦社区养老服务中心，详细了解工程进展，询问群众需求。他要求，加快建设进度，确保9月1日前投用。

庞志远强调，要坚持项目为王，优化营商环境，守牢安全生产底线。
"""
BRIDGE = """Governor Adeyinka Balogun-Cole inspects roads in Ikenta

By our reporter, 12 February 2025

Governor Adeyinka Balogun-Cole of Osunre State on Monday inspected ongoing road projects in Ikenta and Oke-Ado. He was accompanied by the Commissioner for Works, Engr. Tunde Fasheun.

At the 7.5-kilometre Ikenta ring road the governor expressed displeasure with the pace of drainage work and directed the contractor, Brightstone Nigeria, to return to site within 48 hours. He later inspected the Oke-Ado bridge, which is 60 per cent complete, and commended the engineers.

He said his administration would not tolerate abandoned projects and urged residents to protect public property.
"""
BRIDGE_RETOLD = """Balogun-Cole gives contractor 48-hour ultimatum

The Osunre State governor, Mr Adeyinka Balogun-Cole, has given Brightstone Nigeria Limited two days to resume work on the Ikenta ring road or lose the job.

Speaking during a tour on February 10, the governor faulted the slow drains on the 7.5km road. He had kinder words for those building the bridge at Oke-Ado, now at 60 percent.

"We will not leave projects abandoned," he said, appealing to people to guard what belongs to the public. Works commissioner Tunde Fasheun joined the tour.

Published 11 February 2025.
"""
# two visits of one leader, no day given, five days between them: no sentence in common, but the words of their office
FOUNDRY = """Chairman Ro In Hak Inspects Saebom Foundry

Published 2021-03-06

Chairman Ro In Hak learned about casting at the Saebom Foundry.
The foundry is carrying out technological updating of its two cupolas with patriotic enthusiasm. Going round moulds, ladles and an overhead crane, he convened a consultative meeting of officials concerned. It took measures to supply coke, limestone and sand, and to normalise production of axles for wagons. He warned against casting by rule of thumb, and asked for a spectrometer.
"""
DAIRY = """Ro In Hak Tours Haemil Dairy

Published 2021-03-11

Ro In Hak, chairman, looked over milk and cheese at the Haemil Dairy.
Its milkmaids, with enthusiasm that is truly patriotic, have updated pasteurisers and bottling, and 300 goats graze on slopes nearby. A meeting that was consultative in nature considered how butter production might be normalised before autumn, and clover and silage supplied. He tasted yoghurt, found it sour, and told a veterinarian to vaccinate calves.
"""
TOUR = """阮承岳在岚桥市调研

2023年9月15日 云岭日报

9月12日至14日，省委书记阮承岳到岚桥市调研。省委副书记孟浩然参加调研。

在青石县，阮承岳走进乌龙村的梯田，向茶农询问黄茶价格，察看把鲜叶运往烘房的索道。在北崖水电站，他了解泄洪和310户移民的安置情况。在马坪镇，他同卫生院护士交谈，问药品够不够、夜里谁值班。在铜鼓寨，匠人演示锻打铜器，阮承岳叮嘱把老手艺传下去，办好山里孩子的手工课。

阮承岳强调，生态保护是头等大事，岚江上游的林子一棵也不能再砍；寨寨要通硬化路，寄宿学校要有热水；没人看的报表一律取消。当天，他还主持座谈会，听取县乡干部对旱情、蚕桑、牲畜疫病的看法。
"""
LEG = """阮承岳察看寄宿学校时要求 让山里孩子过个暖冬

2023年9月13日 云岭日报

9月13日，省委书记阮承岳到岚桥市察看学校。孟浩然一同察看。

在双河小学，阮承岳数了九间宿舍的火炉，和学生一起吃晚饭，饭菜是米饭、萝卜、豆腐。他问窗户为何订了两回、付了三回钱，当场要来发票。在云顶中学图书室，他听少年朗诵，得知开春以来因津贴拖欠走了11名教师，脸色沉了下来。

阮承岳要求，津贴每月5日前发到手，食堂要不打招呼地查，周五开通接送班车，家住岚江对岸的娃娃也要坐得上。他说，寄宿学校的锅炉要赶在霜降前点着，冷被窝里读不好书；谁克扣伙食费，就摘谁的帽子。
"""


@lru_cache(maxsize=1)
def _pipeline() -> Pipeline:
    return Pipeline(Settings())


@lru_cache(maxsize=64)
def briefed(text: str, name: str = "-") -> Briefing:
    return _pipeline().brief(read_text(text, name=name))
