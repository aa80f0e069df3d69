"""English words that names of indicators begin with and that are no names of their own: "Population", "Share".

A word that is not known here stays as the data have it, as a proper noun does: "Brent crude", "Dow Jones index".
"""

from __future__ import annotations

import re
from typing import Final

_LISTED: Final = """
a abortions about above absenteeism access accidents accommodation account accounts acid acres active activity actual
adjusted admission adolescent adoption adult adults advanced affordable afforestation age aged agricultural agriculture
aid air aircraft airlines airport albums alcohol all aluminium ambulance ambulances ammonia amount and animal annual
anomalies anomaly apparel apples applicants applications apprentices apprenticeships aquaculture area areas arrears
arrest arrests arrivals art articles arts as assault assaults asset assets assistance asylum at athletes attacks
attendance attrition availability available average aviation backlog backlogs baking balance ballots bananas bank
bankers banking bankruptcies banks barges barley barrels base basic basket batteries beaches bed beds beef beer benefit
benefits bicycle bicycles biodiversity biomass biotech birth births blood bond bonds book books border borrowers
borrowing bottled bounces bread brewing broad broadband budget building buildings bulk burden burglaries burglary bus
buses business businesses by call calls calories cancellations cancelled cancer canned capacity capita capital car
carbon cardboard care cargo cars carts case cases cash casualties catch catering cattle cement central ceramic ceramics
cereal cereals chained change changes charge chargers charges charging charity chemical chemicals child childhood
children chips church cigarettes cinemas citations city claim claims classes classrooms clean clicks client clients
climate clinker closing clothing cloud clouds club coal coastline cocoa coffee coke collected college commercial
commodity common communications commuters commuting companies company complaint complaints completions components
composite concentration concerts confidence constant construction consumer consumers consuming consumption container
containers contract contracts contribution contributions conversions convictions copper core corn corporate corruption
cost costs cotton count country counts courses court coverage crabs credit crime crimes criminal crop crops crude
cultural cumulative currency current customer customers customs cycle cycling cyclists cyclones daily damage dams data
day days death deaths debt deep defence defense deficit deforestation degrees delays deliveries demand density dentists
departures deposit deposits depth desalination designs device devices diabetes diamonds diesel digital diplomas direct
disability discharge discounts disease dismissals disposable distance district dividend divorce divorces doctor doctoral
doctors domestic download downloads dried drinking driving drought droughts drowning drug drugs dry duration dust
dwelling dwellings early earnings earthquakes ebitda economic economy education effective efficiency egg eggs elderly
elections electric electrical electricity elementary emigration emission emissions employed employee employees employer
endangered energy enterprise enterprises entries environmental equipment equity estimated ethnic exchange expected
expenditure expenditures expense expenses export exporting exports external extreme factory failures families family
farm farming farms fatal fatalities federal fees female females ferries ferrous ferry fertiliser fertility fertilizer
festivals film films final finance financial fintech fire firm firms first fiscal fish fisheries fishing fixed flight
flights flood floods flow flows followers food footwear for foreign forest forestry forests fossil fraud frauds freight
fresh freshwater fried from frost frozen fruit fuel fuels full funding funds furniture games gap gas gases gasoline
gender general generated geothermal girls glaciers glass global goals gold goods government graduates grants grapes
green greenhouse grids gross grossed ground groundwater group growth guest guests gypsum hard hazardous headcount
headline health heat heating heavy hectares height hepatitis high higher highest hires holdings holidays home homeless
homes homicides honey hospital hospitality hospitals hot hotel hotels hour hourly hours house household households
housing humidity hurricanes hydro hydroelectric hydrogen hydropower hypertension ice illiteracy immigrants immigration
immunisation immunization import importing imports in inbound incidents income incomes incoming index indicator
indicators individual individuals industrial industry inequality infant infants infections inflation inflow inflows
infrastructure initial injured injuries inland inmates inputs insolvencies installed insurance intensity interest
intermediate internal international internet invention inventions inventories investment investments investors invoice
invoices iron irrigation islands jewellery job jobless joblessness jobs journals journeys key killed kilograms
kilometres kilowatt kindergartens labor labour lakes land landfill landings lane large leading leather leisure lending
length letters level levels library licences licenses life light lignite likes lime lines liquid literacy litres
livestock living loan loans local lockouts logging long lorries lorry loss losses low lower lowest machinery mail maize
malaria male males manufactured manufacturing margin margins marine market marriage marriages matches material materials
maternal maximum meal mean measles meat medals median medical medicine member members men merchandise messages metal
metals methane midwives migrants migration military milk mineral minerals mines minimum mining minutes mobile monetary
money monthly mortality mortgage mortgages motor motorway motorways movies municipal murder murders museum museums
national native natural net new newspapers night nights nitrogen nitrous noise nominal non nonfarm nuclear number
numbers nurse nurseries nursery nurses nutrition nuts oats obesity occupancy occupied of offences offenders offices
official offshore oil old olives on one onions online onshore open opening operating or oranges order orders organic
orphans other others outbound outflow outflows outgoing output overall overcrowding overdue overnight overseas overtime
own owner ownership ozone pageviews paid pallets panels paper papers parcel parcels park parking parks parliamentary
part participation particulate parties passenger passengers patent patents path patient patients payments payroll
payrolls peak pearls peat pedestrians pension pensioners pensions people per percent percentage permit permits persons
petitions petrol petroleum pharma pharmaceutical pharmaceuticals phone phones physicians pig pigs pipelines places
planned plants plastic plastics players podcasts poisoning police pollution poor population portfolio ports post posts
potatoes poultry poverty power precipitation pregnancies premiums preschool prescriptions pressure prevalence price
prices primary printing prison prisoners prisons private processed producer producers producing product production
products professional profit profits programme programmes projects property proportion protected providing province
provisional public publications published publishing pulp punctuality pupil pupils purchases purchasing quantity
quarrying quarterly quotas rail railway rain rainfall range ranking rapes rapeseed rate rates ratio raw reactors readers
real rebased receipts recorded recruits recycled recycling refined refineries refugee refugees refunds regional
registered registrations relative remittances remote renewable renewables rent rental rented rents repairs reported
repossessions research reserve reserves residential residents resignations resources respondents restaurant retail
retired retirement return returns revenue revenues rice riders rides risk river rivers road roads roadside robberies
robots room rubber rural rye safety salaries salary sale sales salmon sanitation satisfaction saving savings scheduled
scholarships school schools scientific scooters screening sea seafood searches seasonal seasonally seat seats second
secondary sector sectors seed self semiconductors senior sentences seriously service services sessions settlements
sewage share shares sheep ship shipments shipping ships shops short shrimp sick single skilled slightly small smart
smokers smoking snow snowfall social soda software soil solar solid songs soya soybean soybeans space species speed
spending spices spot stadiums staff stage standard starts startup startups state steel stock stocks stoppages storage
storm storms streams street strikes student students subscribers subscriptions subsidies sugar suicide suicides summer
sunshine supply support surface surgeons surgeries surgery surplus survey survival suspended synthesis tariff tax taxes
tea teacher teachers tech technical technology teenage teenagers telecom telephone temperature temperatures temporary
tenant tertiary test textile textiles than the theatres theft thefts thermal theses third threshold thresholds ticket
tickets tide timber time to tobacco tomatoes tonnes top total tourism tourist tourists toys tractors trade trademarks
trading traffic train trained training transactions transfers transit transport transportation travel travellers tree
trees trips truck trucks tuberculosis tuition tuna turbines turnout turnover unadjusted under underemployment underlying
undernourished undernourishment unemployed unemployment unfilled unicorn unicorns unit university unpaid upper uranium
urban usage use used user users utilities vacancies vacancy vaccination vaccinations vaccine valid value values
vegetable vegetables vehicle vehicles vessels victims views visibility visitor visitors visits volume volunteer vote
voter voters votes wage wages waiting ward waste wastewater water wealth weather websites weekly weight welfare wetlands
wheat wholesale widows wildfire wildfires wind windspeed wine winter with without women wood wool work worker workers
workforce working workplace world yearly yield yields young youth zinc
"""
_WORDS: Final = frozenset(_LISTED.split())
# Endings of common nouns alone.
_ENDINGS: Final = re.compile(r"[a-z]{3,}(?:tions?|ments?|ness|ilit(?:y|ies)|ivity|ships?|ries)$")


def is_common(word: str) -> bool:
    """Whether an English word, as a name has it, is no proper noun or abbreviation for all that is known."""
    plain = word.strip("(),:;").lower()
    if not plain.isascii() or word.strip("(),:;")[1:] != plain[1:]:
        return False  # "GDP", "CO2", "mRNA", and what is written in another language
    parts = plain.split("-")
    return all(part in _WORDS or _ENDINGS.fullmatch(part) is not None for part in parts)
