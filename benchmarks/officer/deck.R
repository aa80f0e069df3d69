# Fourteen slides with thirteen charts by officer and ggplot2, as many as the Beijing deck has: Rscript deck.R DATA OUT.pptx
# Charts are pictures at 200 dpi: what officer needs for native ones (mschart, rvg) Debian does not have.
suppressPackageStartupMessages({
  library(ggplot2)
  library(officer)
})

given <- commandArgs(trailingOnly = TRUE)
read <- function(name) read.csv(file.path(given[1], paste0(name, ".csv")), encoding = "UTF-8")
observations <- subset(read("observations"), preferred == "yes" & grepl("^[0-9]{4}$", period))
observations$year <- as.integer(observations$period)
targets <- read("targets")
targets <- targets[!duplicated(targets$indicator_id), ]

BLUE <- "#0A4480"
GREY <- "#8A929B"
values <- function(indicator, last = 2023, place = "Beijing", run = "official") {
  rows <- subset(observations, indicator_id == indicator & entity == place & series == run & year >= 2014 & year <= last)
  rows[order(rows$year), c("year", "value")]
}
at <- function(rows, when) rows$value[rows$year == when]
heads <- list(
  "Patent density" = values("inv_patents_per_10k"),
  "Technology contracts" = values("tech_contract_value"),
  "High-tech enterprises" = values("hnte_count"),
  "New firms" = values("new_scitech_firms_per_day", run = "st-commission")
)
multiples <- sapply(heads, function(rows) at(rows, 2023) / at(rows, 2014))

# -- charts

clean <- theme_minimal() + theme(panel.grid = element_blank(), axis.title = element_blank())
line <- function(rows) ggplot(rows, aes(year, value)) + geom_line(colour = BLUE) + geom_point(colour = BLUE) +
  geom_text(aes(label = format(value)), vjust = -1) + scale_x_continuous(breaks = 2014:2023) + clean
columns <- function(rows) ggplot(rows, aes(year, value, fill = year == max(year))) + geom_col(width = 0.7) +
  geom_text(aes(label = format(value, big.mark = ",")), vjust = -0.4) +
  scale_fill_manual(values = c(GREY, BLUE), guide = "none") + scale_x_continuous(breaks = 2014:2023) + clean
bars <- function(names, numbers, digits) {
  rows <- data.frame(name = factor(names, levels = rev(names)), value = numbers)
  ggplot(rows, aes(value, name)) + geom_col(fill = BLUE, width = 0.6) +
    geom_text(aes(label = format(round(value, digits))), hjust = -0.2) + clean
}
spark <- function(multiple) ggplot(data.frame(year = c(2014, 2023), value = c(1, multiple)), aes(year, value)) +
  geom_line(colour = BLUE) + geom_point(colour = BLUE) + ylim(0.5, 6) + theme_void()
slope <- ggplot(data.frame(name = rep(names(heads), 2), year = rep(c(2014, 2023), each = 4), value = c(rep(1, 4), multiples)),
  aes(year, value, group = name)) + geom_line(colour = GREY) + geom_point(colour = BLUE) +
  geom_text(aes(label = ifelse(year == 2023, sprintf("%s %.1fx", name, value), "")), hjust = -0.1) +
  xlim(2013, 2030) + theme_void()

counts <- values("valid_inv_patents")
yield <- merge(heads[[2]], counts, by = "year")
aims <- c("R&D intensity" = "rd_intensity", "High-precision industries" = "gaojingjian_share_gdp",
  "High-tech value added" = "hightech_value_added", "Basic research" = "rd_basic_share", "Pharma and health" = "pharma_health_scale")
shares <- sapply(aims, function(name) 100 * tail(values(name)$value, 1) / targets$value[targets$indicator_id == name])
cities <- c("Beijing", "Shanghai", "New York metropolitan area", "Boston metropolitan area", "Nanjing", "Guangzhou",
  "San Francisco Bay Area")
standing <- subset(observations, indicator_id == "nature_index_rank" & entity %in% cities & year >= 2017)
ranks <- ggplot(standing, aes(year, value, group = entity, colour = entity == "Beijing")) + geom_line() + geom_point() +
  geom_text(data = subset(standing, year == 2024), aes(label = entity), hjust = -0.1) + xlim(2017, 2027) +
  scale_y_reverse(limits = c(10, 1)) + scale_colour_manual(values = c(GREY, BLUE), guide = "none") + clean

# -- deck

folder <- tempfile()
dir.create(folder)
deck <- read_pptx()
drawn <- 0
add <- function(title, points = character()) {
  deck <<- add_slide(deck, layout = "Title Only", master = "Office Theme")
  deck <<- ph_with(deck, title, location = ph_location_type("title"))
  deck <<- ph_with(deck, "Source: publisher, document, date. Note: values as published.",
    location = ph_location(left = 0.5, top = 6.9, width = 9, height = 0.4))
  deck <<- set_notes(deck, "What the speaker says, with the full source line.", notes_location_type("body"))
  if (length(points)) deck <<- ph_with(deck, points, location = ph_location(left = 7, top = 1.8, width = 2.8, height = 3))
}
place <- function(plot, left, top, width, height) {
  drawn <<- drawn + 1
  file <- file.path(folder, paste0(drawn, ".png"))
  ggsave(file, plot, width = width, height = height, dpi = 200)
  deck <<- ph_with(deck, external_img(file, width = width, height = height),
    location = ph_location(left = left, top = top, width = width, height = height))
}
chart <- function(title, plot, points) {
  add(title, points)
  place(plot, 0.4, 1.7, 6.5, 4.2)
}
table <- function(title, rows) {
  add(title)
  deck <<- ph_with(deck, rows, location = ph_location(left = 0.5, top = 1.8, width = 9, height = 4))
}

add("Beijing's progress toward a global innovation centre")
place(slope, 4.5, 1.6, 5, 4.5)
add("All four innovation indicators more than doubled")
for (number in seq_along(heads)) {
  left <- 0.3 + 2.4 * (number - 1)
  told <- c(names(heads)[number], format(at(heads[[number]], 2023), big.mark = ","), sprintf("%.1fx since 2014", multiples[number]))
  deck <- ph_with(deck, told, location = ph_location(left = left, top = 1.8, width = 2.3, height = 2))
  place(spark(multiples[number]), left, 4.2, 2.2, 0.9)
}
read_with_care <- c("A stock at year end: lapsed patents drop out.", "The population base changed after 2019.")
chart(sprintf("Patent density reached %.1f in 2023", at(heads[[1]], 2023)), line(heads[[1]]), read_with_care)
chart("Contract value per patent in force fell", bars(yield$year, 1000 * yield$value.x / yield$value.y, 2), "Not a price.")
chart(sprintf("Patent density rose %.1f-fold", multiples[1]), bars(names(heads), multiples, 1), "Values are nominal.")
chart(sprintf("Contracts rose %.1f-fold", multiples[2]), columns(heads[[2]]), "A yearly flow in current yuan.")
add("High-tech enterprises rose, but by at most 5% since 2019", "New firms are at their highest value.")
place(columns(heads[[3]]), 0.4, 1.6, 6.5, 2.4)
place(columns(heads[[4]]), 0.4, 4.1, 6.5, 2.4)
chart("Two of four 2025 targets were met by 2023", bars(names(aims), shares, 0), "Pharma has until 2026.")
chart("Beijing led the Nature Index in each year on record", ranks, "The city supports the supplements.")
table("First on the Nature Index, third or fourth on three lists", data.frame(
  Yardstick = c("Nature Index", "Highly Cited Researchers", "Hubs Index", "Unicorns", "Clusters"), Rank = c(1, 1, 3, 3, 4),
  Ahead = c("none; New York follows", "first of two", "San Francisco, New York", "San Francisco, New York", "Tokyo, Shenzhen, Seoul")))
table("Policy names three emerging industries and four clusters", data.frame(
  Kind = c("Emerging industries", "Clusters"), Names = subset(read("statements"), kind == "list")$text))
add("The city ties its next stage to self-reliance", subset(read("statements"), id == "quote_zhang")$text)
table("Four questions stand between patents and income", data.frame(
  Question = c("Kept in force?", "Traded?", "Enforced?", "Filed abroad?"),
  Known = c("Only patents in force", "Contracts of all kinds", "Nothing in our record", "PCT filings: 11,438"),
  Missing = c("How many lapse", "The part earned by patents", "Lawsuits, wins", "Grants by country")))
table("Read these figures with seven cautions", data.frame(
  Caution = c("Stock or flow", "Nominal money", "Breaks", "Bounds", "Last year", "Self-reported", "Who pays"),
  Meaning = "A sentence that says what this means for a comparison of two years.", Where = "All multiples"))
invisible(print(deck, target = given[2]))
