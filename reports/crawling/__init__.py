"""How a site's crawl went (抓取情况), as a report shows it."""
